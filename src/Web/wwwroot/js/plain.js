// Signs that phones and word processors put in, and the plain ones that say the same: the table of PlainSigns.cs on the server.
import { graphemes } from './counter.js';

const all = (signs, plain) => [...signs].map(s => [s, plain]);
export const table = new Map([
  ...all('\u2018\u2019\u201a\u201b\u2032\u00b4`\u2039\u203a', "'"),
  ...all('\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', '"'),
  ...all('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022', '-'),
  ['\u2026', '...'], ['\u2044', '/'], ['\u00d7', 'x'],
  ...all('\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t', ' '),
  ...all('\u2028\u2029', '\n'),
  ...all('\u00ad\u200b\u200e\u200f\u2060\ufeff', ''),
]);
const unseen = new Map(Object.entries({
  '\u00a0': 'a fixed space', '\u2002': 'a wide space', '\u2003': 'a wide space', '\u2007': 'a figure space', '\u2009': 'a thin space', '\u200a': 'a thin space',
  '\u202f': 'a narrow space', '\t': 'a tab', '\u2028': 'a line break', '\u2029': 'a line break', '\u00ad': 'a hidden hyphen', '\u200b': 'a hidden space',
  '\u200e': 'a hidden mark', '\u200f': 'a hidden mark', '\u2060': 'a hidden mark', '\ufeff': 'a hidden mark', '\u200d': 'a hidden mark', '\u200c': 'a hidden mark',
}));

export const canPlain = signs => signs.length > 0 && signs.every(s => table.has(s));
export const toPlain = text => graphemes(text).map(s => table.get(s) ?? s).join('');
// “’”, or in words what no eye can see.
export const name = sign => unseen.get(sign) ?? `“${sign}”`;

export function accused(signs) {
  if (!signs.length) return '';
  const named = [...new Set(signs.map(name))], told = named.slice(0, 3);
  const list = named.length > 3 ? told.join(', ') + ' and others' : told.length < 2 ? told[0] : told.slice(0, -1).join(', ') + ' and ' + told.at(-1);
  const start = list[0].toUpperCase() + list.slice(1);
  return `${start} ${named.length === 1 ? 'makes' : 'make'} each text 70 characters instead of 160`;
}

export function offer(signs) {
  if (signs.length > 1) return 'Replace them';
  const plain = toPlain(signs[0]);
  return plain === '' ? 'Remove it' : plain.trim() === '' ? 'Replace with a plain space' : `Replace with ${plain}`;
}
