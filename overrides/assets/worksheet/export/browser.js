// What the browser around the page can do with a file. Features tell first; names of programs only where no feature does.

/** Names that programs with a browser of their own, such as those for chat, give that browser. */
const PROGRAMS = /\b(FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Snapchat|WhatsApp|Twitter|LinkedInApp|TikTok|musical_ly|BytedanceWebview|Pinterest|KAKAOTALK|Viber|Telegram|Teams\/|Outlook|GSA\/)|; wv\)/i;

const apple = /** @type {{standalone?: boolean}} */ (navigator);

/** Whether fingers are used: with a mouse, a share sheet is only one more step before the file. */
export const isByTouch = () => matchMedia("(pointer: coarse)").matches;

/** Whether it is an app on the home screen of an iPhone or iPad: a download there shows a page with no way back. */
export const isAppleApp = () =>
  "standalone" in apple && (apple.standalone === true || matchMedia("(display-mode: standalone)").matches);

/** Whether the page is probably shown inside another program, which takes downloads and does nothing with them. */
export const isInsideProgram = () => isByTouch() && isSecureContext && location.protocol !== "file:"
  && (!("share" in navigator) || PROGRAMS.test(navigator.userAgent));

/** @param {File} file */
export function canShare(file) {
  try {
    return navigator.canShare?.({ files: [file] }) ?? false;
  } catch {
    return false;
  }
}
