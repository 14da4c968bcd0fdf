import type { SubjectNotes, SubjectWords } from './message-subjects.ts';

/** What is described stands directly in one of these lists. */
const ddexLists = /^(ResourceList|ReleaseList)$/;

/**
 * DDEX ERN: recordings, pictures and films of the ResourceList, releases of the ReleaseList. A file is named by URI (ERN 4), or
 * by FileName and FilePath (ERN 3). https://kb.ddex.net/implementing-each-standard/electronic-release-notification-message-suite-(ern)/
 */
export const ddexSubjects: SubjectWords = {
  opens: (path) => ddexLists.test(path.at(-2) ?? ''),
  closes: ({ path, text }, subject) => {
    const last = path.at(-1) ?? '';
    if (/^File$/.test(last)) closeFile(subject);
    if (text === '') return;
    if (/^(ResourceReference|ReleaseReference)$/.test(last)) subject.reference ??= text;
    else if (/^(ISRC|ICPN|GRid|ISAN|CatalogNumber|ProprietaryId)$/.test(last)) subject.code ??= text;
    else if (/^(DisplayTitleText|TitleText)$/.test(last)) subject.title ??= text;
    else if (last === 'ReleaseResourceReference') subject.addHeld(text);
    else if (last === 'FileName') subject.fileName = text;
    else if (last === 'FilePath') subject.filePath = text;
    else if (last === 'URI' || last === 'URL') subject.addFile(text);
  },
};

function closeFile(subject: SubjectNotes): void {
  const { fileName, filePath } = subject;
  if (fileName !== undefined) {
    const folder = filePath === undefined ? '' : filePath.replace(/[/\\]*$/, '/');
    // Some write the whole path into FilePath.
    subject.addFile(folder.endsWith(`/${fileName}/`) ? folder.slice(0, -1) : `${folder}${fileName}`);
  }
  subject.fileName = undefined;
  subject.filePath = undefined;
}

/** NewsML-G2: items of a message, or the item that is the message; renditions of its content are `remoteContent`. */
export const newsmlSubjects: SubjectWords = {
  opens: (path) => /^(newsItem|packageItem)$/.test(path.at(-1) ?? ''),
  closes: ({ path, text }, subject) => {
    if (path.at(-1) === 'headline' && text !== '') subject.title ??= text;
  },
  attributes: (local, value, subject) => {
    if (/^(newsItem|packageItem)$/.test(local)) subject.reference ??= value('guid');
    const href = local === 'remoteContent' ? value('href') : undefined;
    if (href !== undefined) subject.addFile(href);
  },
};
