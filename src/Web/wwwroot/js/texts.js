// The script's texts, as the page brings them in its language: {name}, and {n, plural, =0 {…} one {# text} other {# texts}}.
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
const language = document.documentElement.lang || 'en';
const rules = new Intl.PluralRules(language);

export const number = value => value.toLocaleString(language);
const plain = value => typeof value === 'number' ? number(value) : String(value ?? '');

// {n, plural, …} holds braces one deep: what is chosen has no places but #.
const plural = /\{(\w+), plural,((?:\s*[=\w]+ \{[^{}]*\})+)\s*\}/g;
const cases = text => new Map([...text.matchAll(/([=\w]+) \{([^{}]*)\}/g)].map(([, of, said]) => [of, said]));

export function say(key, values = {}) {
  const counted = (texts[key] ?? key).replace(plural, (_, name, all) => {
    const of = cases(all), n = values[name];
    return (of.get(`=${n}`) ?? of.get(rules.select(n)) ?? of.get('other')).replaceAll('#', () => number(n));
  });
  return counted.replace(/\{(\w+)\}/g, (_, name) => plain(values[name]));
}

// One, one and other, one, other and third.
export const list = items => items.length < 2 ? items.join('') : say('ListEnd', { rest: items.slice(0, -1).join(', '), last: items.at(-1) });
