// Rows of the tables as the scripts read them: each field with an operation that says so.

const KINDS = ["actor", "relation", "link", "theme", "map"];

/** @param {Record<string, Record<string, Record<string, any>>>} records */
export const said = (records) =>
  Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      mapped(records[kind] ?? {}, (fields, id) =>
        mapped(fields, (value, field) => ({ value, ops: [`${kind} ${id} ${field}`] })),
      ),
    ]),
  );

const mapped = (held, each) =>
  Object.fromEntries(Object.entries(held).map(([key, value]) => [key, each(value, key)]));
