/**
 * Names that programs give to files while they write or send them, or lay beside them for as long as they do.
 * Sources: IBM Aspera ("filter out suffixes .partial and .aspx in application monitoring folders"; Connect writes .aspera-ckpt),
 * WinSCP (.filepart), rsync(1) (.NAME.Xy12Zq, .~tmp~), browsers, Microsoft Office (~$) and LibreOffice (.~lock.NAME#), Syncthing.
 * https://community.ibm.com/community/user/discussion/aspera-desktop-client-creates-temp-0-byte-file-during-transfer
 * https://winscp.net/eng/docs/resume
 */
const unfinishedNames: readonly RegExp[] = [
  /\.(part|partial|filepart|tmp|temp|crdownload|download|inprogress|uploading|aspx|aspera-ckpt|ascp-partial)$/i,
  /^~\$/,
  /^\.~lock\..*#$/,
  /^\.~tmp~$/,
  /^\.rsync-partial$/,
  /^\.syncthing\./,
  // The six characters at the end are random: one that is no small letter tells them from an ending that somebody chose.
  /^\..+\.(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6}$/,
];

/** True for the name of something that another program is still writing. */
export function isUnfinishedName(name: string): boolean {
  return unfinishedNames.some((pattern) => pattern.test(name));
}
