import { signal } from '@preact/signals'

/** The views of the pane. */
export type PaneView =
  | 'home'
  | 'upload'
  | 'insert'
  | 'explain'
  | 'ask'
  | 'refresh'
  | 'reviews'
  | 'self-check'
  | 'settings'

/** The view that is shown. Buttons of the ribbon turn to one as links inside do. */
export const paneView = signal<PaneView>('home')

export const openView = (view: PaneView): void => {
  paneView.value = view
}
