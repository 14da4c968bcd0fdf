// The elements of an HTML report as a browser takes them: only those that the page is made of, and nothing in them that loads, runs or
// leads away.
import { parse } from 'parse5';

/** Elements that the templates of the page have. */
const known = new Set(
  `html head meta title style body a main header footer section article aside nav div span p h1 h2 h3 h4 h5 ul ol li dl dt dd table caption
   colgroup col thead tbody tr th td figure figcaption img svg g path polygon polyline rect circle line text form fieldset legend label input select
   option textarea button output template script details summary strong em b i small code pre wbr noscript kbd br hr time mark bdi abbr dialog progress`.split(
    /\s+/,
  ),
);

/** Throws where an element or attribute is none of ours. */
export function elementsOf(text) {
  const parts = { scripts: 0, styles: 0 };
  const visit = (node) => {
    if (node.tagName) asked(node, parts);
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(text));
  if (parts.scripts !== 4 || parts.styles !== 1) throw new Error(`${parts.scripts} scripts, ${parts.styles} styles`);
}

function asked({ tagName, attrs, childNodes }, parts) {
  if (!known.has(tagName)) throw new Error(`an element ${tagName}`);
  if (tagName === 'style') parts.styles += 1;
  if (tagName === 'script') {
    parts.scripts += 1;
    if (attrs.some(({ name, value }) => name === 'type' && value === 'application/json')) JSON.parse(childNodes[0].value);
  }
  for (const { name, value } of attrs) {
    if (/^on|^srcdoc$|^style$|^formaction$|^ping$/.test(name) || !/^[a-z][\w:-]*$/i.test(name))
      throw new Error(`an attribute ${name}`);
    if (name === 'href' && !value.startsWith('#')) throw new Error(`a link to ${value}`);
    if (name === 'src' && !/^data:image\/(webp|jpeg|png);base64,[\w+/=]*$/.test(value))
      throw new Error(`a picture from ${value.slice(0, 40)}`);
  }
}
