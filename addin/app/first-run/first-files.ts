import type { Api } from '../../api/api.ts'
import type { DatasetKind } from '../../api/operations/upload.gen.ts'
import { type Problem, problemOf } from '../problem.ts'
import { createStore, type Store } from '../store.ts'
import type { UploadOutcome } from '../upload/upload-outcome.ts'
import { sendFile } from './send-file.ts'
import { uploadOrder } from './upload-order.ts'

/** A file on its way in. */
export interface FirstFile {
  readonly id: string
  readonly file: File
  /** Null: nobody knows yet, and a person has to say. */
  readonly dataset: DatasetKind | null
  readonly rows: number | null
  /** - `asks`: the server has a question about its headings. - `refused`: nothing of it was stored. */
  readonly state: 'ready' | 'sending' | 'stored' | 'asks' | 'refused' | 'failed'
  readonly part: number
  readonly outcome: UploadOutcome | null
  readonly problem: Problem | null
}

export interface FirstFiles extends Pick<Store<{ readonly files: readonly FirstFile[] }>, 'state' | 'subscribe'> {
  add(files: readonly Pick<FirstFile, 'file' | 'dataset' | 'rows'>[]): void
  setDataset(id: string, dataset: DatasetKind): void
  remove(id: string): void
  /** Sends what is ready, clients first; the order in which files were dropped does not matter. Never rejects. */
  send(api: Api, stored: () => Promise<void>): Promise<void>
}

export function createFirstFiles(): FirstFiles {
  const store = createStore<{ readonly files: readonly FirstFile[] }>({ files: [] })
  let ids = 0
  const change = (id: string, part: Partial<FirstFile>) =>
    store.set({ files: store.state.files.map(each => (each.id === id ? { ...each, ...part } : each)) })
  const fresh = { state: 'ready', part: 0, outcome: null, problem: null } as const
  return {
    get state() {
      return store.state
    },
    subscribe: store.subscribe,
    add: files =>
      store.set({ files: [...store.state.files, ...files.map(each => ({ ...each, ...fresh, id: `${++ids}` }))] }),
    setDataset: (id, dataset) => change(id, { dataset, ...fresh }),
    remove: id => store.set({ files: store.state.files.filter(each => each.id !== id) }),
    send: async (api, stored) => {
      const ready = store.state.files.filter(({ state, dataset }) => dataset !== null && state === 'ready')
      const ordered = ready.toSorted((a, b) => placeOf(a) - placeOf(b))
      for (const { id, file, dataset } of ordered) {
        if (dataset === null) continue
        change(id, { state: 'sending', part: 0, problem: null })
        try {
          const sent = { file, dataset: dataset.toLowerCase(), dryRun: false, createMissingClients: false }
          const outcome = await sendFile(api, sent, { progress: part => change(id, { part }) })
          change(id, { state: stateOf(outcome), outcome })
          if (outcome.__typename === 'Snapshot') await stored()
        } catch (error) {
          change(id, { state: 'failed', problem: problemOf(error) })
        }
      }
    },
  }
}

const placeOf = ({ dataset }: FirstFile): number => (dataset === null ? 99 : uploadOrder.indexOf(dataset))

function stateOf(outcome: UploadOutcome): FirstFile['state'] {
  if (outcome.__typename === 'Snapshot') return 'stored'
  return outcome.__typename === 'MappingNeeded' ? 'asks' : 'refused'
}
