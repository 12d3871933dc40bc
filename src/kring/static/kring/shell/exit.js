// Leaving in a hurry: the page vanishes at once and the back button does not find it again.

const PRESSES = 3;
const WITHIN = 2000; // milliseconds

/** Counts presses of one key; tells when there were enough of them close together. */
export function presses(count = PRESSES, within = WITHIN) {
  let moments = [];
  return (moment) => {
    moments = [...moments.filter((earlier) => moment - earlier < within), moment];
    return moments.length >= count;
  };
}

function leave(address) {
  document.body.hidden = true;
  document.title = "…";
  window.location.replace(address);
}

const link = document.querySelector("a[data-leave]");
if (link) {
  const enough = presses();
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && enough(event.timeStamp)) leave(link.href);
  });
}
