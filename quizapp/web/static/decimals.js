// Numbers written for people; the same rules as `engine/readings/decimals.py`.
const [SURE, COMPUTED, SHOWN] = [15, 12, 10];

// To so many significant digits, half away from zero, as it is written; never −0.
function rounded(value, digits) {
  const sure = digits <= SHOWN ? COMPUTED : SURE;
  const [mantissa, exponent] = Math.abs(value).toExponential(sure - 1).split("e");
  if (digits >= SURE) return Number(`${mantissa}e${exponent}`) * (Math.sign(value) || 0);
  const all = digits < 0 ? "" : mantissa.replace(".", "");
  const head = Number(all.slice(0, digits)) + Number(all[digits] >= "5");
  return Math.sign(value) * Number(`${head}e${Number(exponent) - digits + 1}`) + 0;
}

export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return String(value);
  const exponent = Number(value.toExponential(COMPUTED - 1).split("e")[1]);
  return rounded(value, exponent + 1 + decimals).toFixed(decimals);
}

export function significant(value, digits) {
  return String(Number.isFinite(value) ? rounded(value, digits) : value);
}
