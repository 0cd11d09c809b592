// Shows the entries that contain every typed word, in any order. The address keeps the words as #q=words.
const search = document.querySelector('search');
const box = document.querySelector('#q');
const entries = [...document.querySelectorAll('.find')];
const texts = entries.map(entry => entry.textContent.toLowerCase());

function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
  let found = 0;
  entries.forEach((entry, i) => {
    entry.hidden = !words.every(word => texts[i].includes(word));
    found += entry.hidden ? 0 : 1;
  });
  document.querySelectorAll('section').forEach(section => {
    section.hidden = !section.querySelector('.find:not([hidden])');
  });
  document.querySelectorAll('.prose').forEach(prose => { prose.hidden = words.length > 0; });
  document.querySelector('output').textContent = words.length ? `${found} found` : '';
}

function follow() {
  const asked = location.hash.startsWith('#q=');
  box.value = asked ? decodeURIComponent(location.hash.slice(3)) : '';
  filter();
  if (!asked && location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

box.addEventListener('input', () => {
  history.replaceState(null, '', box.value ? '#q=' + encodeURIComponent(box.value) : location.href.split('#')[0]);
  filter();
});
addEventListener('hashchange', follow);
search.hidden = false;
if (location.hash) {
  follow();
}
