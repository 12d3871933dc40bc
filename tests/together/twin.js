// Answers for what Python asks on standard input, so that both can be compared on any number of cases.

import { readFileSync } from "node:fs";

import { placeOf, pointOf, whereIs } from "../../src/kring/static/kring/together/geometry.js";
import { rimOf } from "../../src/kring/static/kring/together/rim.js";
import { freeSpot } from "../../src/kring/static/kring/together/spot.js";
import { said } from "./rows.js";

const ANSWERS = {
  spot: ({ cell, token, taken }) => freeSpot(cell, token, taken),
  rim: ({ records, themes }) => rimOf(said(records), themes),
  where: ({ layout, x, y }) => {
    const { sector, ring } = whereIs(layout, x, y);
    const place = placeOf(layout, x, y, sector, ring);
    return { sector, ring, ...place, point: pointOf(layout, sector, ring, place) };
  },
};

const asked = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(asked.map(({ what, ...rest }) => ANSWERS[what](rest))));
