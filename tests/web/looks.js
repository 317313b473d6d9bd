// Runs axe on the page as it stands, with every rule, or only with those on colours. It takes
// milliseconds for the contrast of each text, and a page has hundreds in a handful of looks. So one
// text speaks for all that look alike: of the same colour and size, on the same backgrounds. A text
// that something else may cover, or lie beneath, speaks for itself.
async ([known, onlyColours]) => {
  const COLOURS = ["color-contrast", "link-in-text-block"];
  const PLAIN = { backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1",
                  clipPath: "none", filter: "none" };
  const FONT = ["color", "fontSize", "fontWeight", "textShadow", "textDecorationLine"];
  const WHOLE = "a[href], input:not([type=radio], [type=checkbox]), select, textarea";

  const places = new Map([[null, ""]]);
  const place = (element) => {
    if (!places.has(element)) {
      const style = getComputedStyle(element);
      const own = Object.keys(PLAIN).map((name) => style[name] === PLAIN[name] ? "" : style[name]);
      const outer = place(element.parentElement);
      places.set(element, own.join("") ? `${outer}/${own.join(";")}` : outer);
    }
    return places.get(element);
  };
  const look = (element) => {
    const style = getComputedStyle(element);
    return [...FONT.map((name) => style[name]), place(element)].join(" ");
  };
  const looks = (element) => element.matches("a[href]")
    ? `${look(element)} in ${look(element.parentElement)}` : look(element);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });

  const painted = [...document.querySelectorAll("body *")].filter((element) =>
    seen(element) && !element.parentElement.closest("svg")
    && (element.matches("svg, img, canvas, video, input, select, textarea")
        || place(element) !== place(element.parentElement)));
  const boxes = new Map(painted.map((element) => [element, element.getBoundingClientRect()]));
  const lifted = (element) => /absolute|fixed/.test(getComputedStyle(element).position);
  const alone = (element, box) => painted.every((other) => {
    if (element.contains(other)) return element === other || !lifted(other);
    const { left, right, top, bottom } = boxes.get(other);
    return other.contains(element)
      ? box.left > left - 1 && box.right < right + 1 && box.top > top - 1 && box.bottom < bottom + 1
      : box.left > right - 1 || box.right < left + 1 || box.top > bottom - 1 || box.bottom < top + 1;
  });

  const legible = new Set(known);
  const alike = new Map();
  const others = [];
  for (const element of document.querySelectorAll("body *")) {
    element.toggleAttribute("data-alike", true);
    const whole = element.matches(WHOLE);
    const own = [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE);
    const text = own.map((each) => each.data).join("").trim();
    // axe says nothing of a drawing or what is off the screen, nor against a single sign
    if (!whole && (text.length < 2 || element.closest("svg"))) continue;
    const box = element.getBoundingClientRect();
    if (!seen(element) || box.bottom + scrollY <= 0 || box.right + scrollX <= 0) continue;
    const its = looks(element);
    if (its.includes("inset(50%)")) continue;  // cut away, for those who hear the page
    if (!alone(element, box)) {
      others.push(element);
    } else if (!legible.has(its)) {
      const group = alike.get(its) ?? alike.set(its, []).get(its);
      group[/\w.*\w/.test(text) ? "unshift" : "push"](element);  // which axe surely judges
    }
  }

  axe.configure({ noHtml: true, rules: COLOURS.map((id) =>
    ({ id, selector: `${id === "color-contrast" ? "" : "a[href]"}:not([data-alike])` })) });
  const broken = [];
  const judge = async (elements, rules) => {
    for (const element of elements) element.toggleAttribute("data-alike", false);
    const options = { resultTypes: ["violations", "passes"], selectors: false, elementRef: true };
    const found = await axe.run({ ...options, ...rules });
    for (const { id, help, nodes } of found.violations) {
      const where = nodes.map(({ element }) => element.cloneNode(false).outerHTML);
      broken.push(`${id}: ${help} ${where}`);
    }
    const { nodes = [] } = found.passes.find(({ id }) => id === "color-contrast") ?? {};
    for (const { element, any } of nodes) {
      const hidden = any.some(({ data }) => data?.messageKey === "hidden");
      if (!hidden && alike.get(looks(element))?.includes(element)) legible.add(looks(element));
    }
  };
  const colours = { runOnly: { type: "rule", values: COLOURS } };
  const first = [...alike.values()].map(([element]) => element).concat(others);
  if (first.length || !onlyColours) await judge(first, onlyColours ? colours : {});
  const left = [...alike].filter(([its]) => !legible.has(its)).flatMap(([, [, ...rest]]) => rest);
  if (left.length && !broken.length) await judge(left, colours);
  return { broken, legible: [...legible].filter((its) => !known.includes(its)) };
}
