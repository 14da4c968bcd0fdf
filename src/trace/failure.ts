/**
 * The words of a decoder that failed, without the folders of this machine: a report is handed on.
 * @param path of the file that it was to decode
 */
export function failureIn(error: unknown, path: string): string {
  const words = error instanceof Error ? error.message : String(error);
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A decoder names the file as it was told to: by its whole path, or by a link in a temporary folder.
  return words
    .replace(/(?:file:)?\/\S*\/([^/\s]+)/g, (_, last: string) => (last.startsWith('asset') ? name : last))
    .slice(0, 300);
}
