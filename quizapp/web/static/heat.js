// Draws a map of probabilities as svg/heat.py does: strips of ten shades, and the even line.
const SHADES = 10;

function strips(levels, size) {
  const paths = Array.from({ length: SHADES }, () => []);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0, start = 0; x < size; x += 1) {
      const here = levels[y * size + x];
      if (x + 1 < size && levels[y * size + x + 1] === here) continue;
      paths[here].push(`M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`);
      start = x + 1;
    }
  }
  return paths.map((pieces) => pieces.join(""));
}

function evenLine(chances, size) {
  const pieces = [];
  const at = ([x, y]) => chances[y * size + x];
  const between = (a, b) => {
    const share = (0.5 - at(a)) / (at(b) - at(a));
    return [0, 1].map((axis) => (a[axis] + share * (b[axis] - a[axis]) + 0.5).toFixed(2));
  };
  for (let y = 0; y + 1 < size; y += 1) {
    for (let x = 0; x + 1 < size; x += 1) {
      const corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]];
      const crossings = corners
        .map((corner, i) => [corner, corners[(i + 1) % 4]])
        .filter(([a, b]) => at(a) > 0.5 !== at(b) > 0.5)
        .map(([a, b]) => between(a, b).join(" "));
      for (let i = 0; i < crossings.length; i += 2) {
        pieces.push(`M${crossings[i]}L${crossings[i + 1]}`);
      }
    }
  }
  return pieces.join("");
}

export function drawHeat(picture, chances) {
  const size = Math.sqrt(chances.length);
  const levels = chances.map((chance) => Math.min(SHADES - 1, Math.floor(chance * SHADES)));
  strips(levels, size).forEach((d, level) => {
    picture.querySelector(`[data-shade="${level}"]`).setAttribute("d", d);
  });
  picture.querySelector("[data-even]").setAttribute("d", evenLine(chances, size));
}
