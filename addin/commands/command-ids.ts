/**
 * The names that the buttons of the ribbon call, each with the view of the task pane that it opens; null: it works
 * without opening one. `manifest.xml` has a button for each, `Office.actions.associate` a function.
 *
 * All are of Excel's ExecuteFunction kind: with a shared runtime every button runs in the task pane's own page, which
 * shows itself by `Office.addin.showAsTaskpane()` and turns to its view. ShowTaskpane buttons could only open the page
 * as a whole, and on a page that is open already they change nothing.
 */
export const commandIds = {
  openPane: 'home',
  openUpload: 'upload',
  openInsert: 'insert',
  openExplain: 'explain',
  openAsk: 'ask',
  openRefresh: 'refresh',
  refreshAll: null,
  openReviews: 'reviews',
  openSelfCheck: 'self-check',
} as const
