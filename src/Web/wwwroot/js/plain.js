// Signs that phones and word processors put in, and the plain ones that say the same: the table of PlainSigns.cs on the server.
import { graphemes } from './counter.js';
import { list, say } from './texts.js';

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
  '\u00a0': 'FixedSpace', '\u2002': 'WideSpace', '\u2003': 'WideSpace', '\u2007': 'FigureSpace', '\u2009': 'ThinSpace', '\u200a': 'ThinSpace',
  '\u202f': 'NarrowSpace', '\t': 'Tab', '\u2028': 'LineBreak', '\u2029': 'LineBreak', '\u00ad': 'HiddenHyphen', '\u200b': 'HiddenSpace',
  '\u200e': 'HiddenMark', '\u200f': 'HiddenMark', '\u2060': 'HiddenMark', '\ufeff': 'HiddenMark', '\u200d': 'HiddenMark', '\u200c': 'HiddenMark',
}));

export const canPlain = signs => signs.length > 0 && signs.every(s => table.has(s));
export const toPlain = text => graphemes(text).map(s => table.get(s) ?? s).join('');
// “’”, or in words what no eye can see.
export const name = sign => unseen.has(sign) ? say(unseen.get(sign)) : say('Quoted', { sign });

export function accused(signs) {
  if (!signs.length) return '';
  const named = [...new Set(signs.map(name))], told = named.slice(0, 3);
  const all = named.length > 3 ? say('SomeAndOthers', { some: told.join(', ') }) : list(told);
  const said = say(named.length === 1 ? 'MakesShort' : 'MakeShort', { signs: all });
  return said[0].toUpperCase() + said.slice(1);
}

export function offer(signs) {
  if (signs.length > 1) return say('ReplaceThem');
  const plain = toPlain(signs[0]);
  return plain === '' ? say('RemoveIt') : plain.trim() === '' ? say('ReplaceSpace') : say('ReplaceWith', { sign: plain });
}
