// Makes wwwroot/emoji.json: the emoji that the picker offers, with names and search words.
//   npm pack emojibase-data && tar xzf emojibase-data-*.tgz && node scripts/emoji.mjs package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const from = process.argv[2], read = name => JSON.parse(readFileSync(join(from, 'en', name), 'utf8'));
const names = new Map(read('messages.json').groups.map(g => [g.order, g.message]));
const newest = 15;          // what phones of the last years can draw
const groups = new Map();
for (const e of read('data.json')) {
  if (e.group === undefined || names.get(e.group) === 'components' || e.version > newest) continue;
  const words = [...new Set((e.tags ?? []).filter(t => !e.label.toLowerCase().includes(t.toLowerCase())))].join(' ');
  if (!groups.has(e.group)) groups.set(e.group, []);
  groups.get(e.group).push([e.order, words ? [e.emoji, e.label, words] : [e.emoji, e.label]]);
}
const capital = s => s[0].toUpperCase() + s.slice(1);
const out = [...groups].sort(([a], [b]) => a - b).map(([g, list]) => ({ name: capital(names.get(g)), signs: list.sort(([a], [b]) => a - b).map(([, e]) => e) }));
writeFileSync(new URL('../src/Web/wwwroot/emoji.json', import.meta.url), JSON.stringify(out));
