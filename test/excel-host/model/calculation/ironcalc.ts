import { initSync, Model } from '@ironcalc/wasm'

let loaded = false

/** IronCalc's code has to be there before the first formula: from the file in Node, by fetch in a page. */
export function loadIronCalc(wasm: BufferSource): void {
  if (!loaded) initSync({ module: wasm })
  loaded = true
}

export function newIronCalc(): Model {
  if (!loaded) throw new Error('Cannot calculate: IronCalc is not loaded, call loadIronCalc first.')
  const model = new Model('calculation', 'en', 'UTC', 'en')
  model.pauseEvaluation()
  return model
}
