// Adds a button that copies beside each code. Without it a tap on a code selects all of it.
const show = (status, text) => {
  document.querySelectorAll('.coupon [role=status]').forEach((other) => { other.textContent = ''; });
  status.textContent = text;
};

const select = (code) => {
  const range = document.createRange();
  range.selectNodeContents(code);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

const copy = async (code) => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    // browsers inside other apps often have no clipboard for pages: what is selected can still be copied
    select(code);
    return document.execCommand('copy');
  }
};

for (const button of document.querySelectorAll('button[data-code]')) {
  const status = document.getElementById(button.dataset.done);
  button.hidden = false;
  button.addEventListener('click', async () => {
    const copied = await copy(document.getElementById(button.dataset.code));
    show(status, copied ? status.dataset.text : status.dataset.other);
  });
}
