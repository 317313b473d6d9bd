// Where the site is: it may be served under a path.

// The address of one of its pages, such as `at("/offline")`.
export const at = (page) => new URL(`..${page}`, import.meta.url).pathname;
