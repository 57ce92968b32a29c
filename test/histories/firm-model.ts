import type { DatasetKind } from '../../server/datasets/dataset.ts'
import { sameName } from '../metrics/oracle/names.ts'
import type { World } from '../metrics/oracle/world.ts'
import { keysOf, nothingStands, type Row, type StandingRows, worldOf } from './standing-rows.ts'

/** A sheet as it is meant: the rows that are good, and how they are brought. */
export interface Upload {
  readonly dataset: DatasetKind
  readonly rows: readonly Row[]
  readonly scope: 'UPSERT' | 'REPLACE_ALL' | 'REPLACE_PERIOD'
  readonly period: { readonly from: string; readonly to: string } | null
  readonly createMissingClients: boolean
}

interface Version {
  /** What stood after it, for questions about then. */
  rows: StandingRows
  /** What stood before it under each key that it changed; undefined: nothing. null: it is not known any more. */
  before: { dataset: DatasetKind; key: string; row: Row | undefined }[] | null
  /** Whether it undid another one, or was undone itself. */
  isRevert: boolean
}

/** What an MSP has told us, kept as plainly as can be: the rows that stand, and those that stood at each version. */
export class FirmModel {
  readonly firm: World
  /** Every client's name that a sheet may give; rows name clients by their place in it. */
  readonly names: readonly string[]
  #rows: StandingRows = nothingStands
  readonly #versions = new Map<number, Version>()
  /** Metrics of which a person decided a result: tables may show what was decided. */
  readonly decided = new Set<string>()
  /** Whether a person was erased. */
  erased = false

  constructor(firm: World, names: readonly string[]) {
    this.firm = firm
    this.names = names
  }

  get rows(): StandingRows {
    return this.#rows
  }
  get world(): World {
    return worldOf(this.#rows, this.names, this.firm)
  }
  get versions(): number[] {
    return [...this.#versions.keys()]
  }
  worldAt(version: number): World {
    return worldOf(this.#versions.get(version)!.rows, this.names, this.firm)
  }

  isStanding(client: number | null): boolean {
    return client === null || this.#rows.CLIENTS.has(sameName(this.names[client]!))
  }

  /** The upload as it was accepted as a version; one that was stored already and is in force changes nothing. */
  upload(upload: Upload, version: number): void {
    const next = { ...this.#rows, [upload.dataset]: this.#uploaded(upload) }
    if (upload.dataset !== 'CLIENTS') next.CLIENTS = this.#withNamedClients(upload)
    this.#become(next, version)
  }

  /** The rows that an upload leaves standing of its dataset. */
  #uploaded({ dataset, rows, scope, period }: Upload): ReadonlyMap<string, Row> {
    const isReplaced = (row: Row): boolean =>
      scope === 'REPLACE_ALL' ||
      (scope === 'REPLACE_PERIOD' && 'date' in row && row.date >= period!.from && row.date <= period!.to)
    const kept = [...this.#rows[dataset]].filter(([, row]) => !isReplaced(row))
    const keys = keysOf(dataset, rows, this.#rows)
    return new Map([...kept, ...rows.map((row, index) => [keys[index]!, row] as const)])
  }

  #withNamedClients({ rows, createMissingClients }: Upload): ReadonlyMap<string, Row> {
    const clients = new Map(this.#rows.CLIENTS)
    for (const row of rows) {
      if (!('client' in row) || this.isStanding(row.client)) continue
      if (!createMissingClients) throw new Error('A row of a client that is not known is no good row')
      const name = this.names[row.client!]!
      clients.set(sameName(name), { name, externalId: null, industry: null, isActive: null })
    }
    return clients
  }

  /** Undoes a version as another one. */
  revert(undone: number, version: number): void {
    const next: Record<DatasetKind, Map<string, Row>> = copyOf(this.#rows)
    const target = this.#versions.get(undone)!
    target.isRevert = true
    for (const { dataset, key, row } of target.before!) {
      if (row === undefined) next[dataset].delete(key)
      else next[dataset].set(key, row)
    }
    this.#become(next, version, true)
  }

  /** Rewrites rows of a dataset in all that is and was; null: the row is gone. Nothing before it can be undone after it. */
  rewrite(dataset: DatasetKind, rewritten: (row: Row) => Row | null): void {
    const all = (rows: StandingRows): StandingRows => {
      const changed: Row[] = []
      const kept: [string, Row][] = []
      for (const [key, row] of rows[dataset]) {
        const now = rewritten(row)
        if (now === row) kept.push([key, row])
        else if (now !== null) changed.push(now)
      }
      const keys = keysOf(dataset, changed, rows)
      return { ...rows, [dataset]: new Map([...kept, ...changed.map((row, at) => [keys[at]!, row] as const)]) }
    }
    this.#rows = all(this.#rows)
    for (const version of this.#versions.values()) {
      version.rows = all(version.rows)
      version.before = null
    }
  }

  /** Versions that can be put back, the newest last. */
  get undoable(): number[] {
    return [...this.#versions]
      .filter(([, { before, isRevert }]) => before !== null && !isRevert)
      .map(([version]) => version)
  }

  #become(next: StandingRows, version: number, isRevert = false): void {
    const before: NonNullable<Version['before']> = []
    for (const dataset of Object.keys(next) as DatasetKind[])
      for (const key of new Set([...next[dataset].keys(), ...this.#rows[dataset].keys()])) {
        const [was, is] = [this.#rows[dataset].get(key), next[dataset].get(key)]
        if (JSON.stringify(was) !== JSON.stringify(is)) before.push({ dataset, key, row: was })
      }
    const known = this.#versions.get(version)
    if (known && before.length > 0)
      throw new Error(`Version ${version} is known and would change ${before.length} rows`)
    this.#rows = next
    if (!known) this.#versions.set(version, { rows: next, before, isRevert })
  }
}

const copyOf = (rows: StandingRows): Record<DatasetKind, Map<string, Row>> =>
  Object.fromEntries(Object.entries(rows).map(([dataset, map]) => [dataset, new Map(map)])) as Record<
    DatasetKind,
    Map<string, Row>
  >
