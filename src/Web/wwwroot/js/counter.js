// Segments of a text, with the same results as SmsSegments.cs on the server.
import { say } from './texts.js';

const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'
  + '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const extended = new Set('\f^{}\\[~]|€');
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

export const MaxLength = 1600;

export function segments(text) {
  const gsm7 = [...text].every(c => basic.has(c) || extended.has(c));
  const [single, part] = gsm7 ? [160, 153] : [70, 67];
  let units = 0, parts = 1, used = 0;
  for (const size of sizes(text, gsm7)) {
    units += size;
    // An escape pair or a grapheme cluster stays whole; only a cluster longer than a segment is cut.
    if (used + size > part && size <= part) { parts++; used = 0; }
    used += size;
    while (used > part) { parts++; used -= part; }
  }
  const one = units <= single;
  return { gsm7, units, segments: one ? 1 : parts, size: one ? single : part, left: one ? single - units : part - used };
}

function* sizes(text, gsm7) {
  if (gsm7) {
    for (const c of text) yield extended.has(c) ? 2 : 1;
    return;
  }
  for (const { segment } of clusters.segment(text)) {
    if (segment === '\r\n') { yield 1; yield 1; } else yield segment.length;
  }
}

export function words(text) {
  if (text === '') return '';
  const s = segments(text);
  return s.segments === 1 ? `${s.units} / ${s.size}` : say('Left', { left: s.left, count: s.segments });
}

export const isPlain = c => basic.has(c) || extended.has(c);

// The characters that make each text short, each once.
export function blame(text) {
  const found = new Set();
  for (const { segment } of clusters.segment(text)) if (![...segment].every(isPlain)) found.add(segment);
  return [...found];
}

export const graphemes = text => [...clusters.segment(text)].map(c => c.segment);
