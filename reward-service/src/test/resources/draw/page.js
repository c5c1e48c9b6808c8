// As much of a browser as the page of a draw needs; page holds what stands in its HTML, evidence what the server sends.
globalThis.asked = [];
globalThis.setTimeout = later => later();
globalThis.fetch = async address => (asked.push(address), {json: async () => JSON.parse(evidence)});
globalThis.items = JSON.parse(page).checks.map(check => ({
  dataset: {check},
  shown: {},
  querySelector(selector) {
    return selector === '.result' ? this.shown : null;
  },
}));
globalThis.document = {
  querySelector: selector => selector !== '[data-evidence]' ? null : {
    dataset: JSON.parse(page).words,
    querySelectorAll: items => items === '[data-check]' ? globalThis.items : [],
  },
};
