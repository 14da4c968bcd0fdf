/**
 * A text as SARIF wants it in a message: `{` and `}` doubled (2.1.0, 3.11.5), and nothing that a viewer would show as a link
 * (3.11.6): a file may be called `[open me](https://example.com)`. A message must not be empty (3.11.8).
 */
export function messageText(text: string): string {
  if (text === '') return ' ';
  return text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}
