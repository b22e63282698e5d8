/** @file Lets the background ask for this page's facts. It runs this file first: no page pays for it that is never asked. */

(() => {
  const { collect } = paperRadar;
  if (!collect || paperRadar.heard === collect) return;
  paperRadar.heard = collect;
  chrome.runtime.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== chrome.runtime.id || message?.type !== 'collect') return false;
    void collect(message.text === true).then(answer);
    return true;
  });
})();
