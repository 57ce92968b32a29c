import type { Log } from '../../log.ts'
import type { ImportOutcome } from '../../snapshots/import-outcome.ts'
import type { Imports, RunningImport } from '../../snapshots/imports.ts'
import type { Span } from '../tracing/tracing.ts'
import type { ServerTelemetry } from './server-telemetry.ts'

/** The same imports, each counted, timed, logged, and a span with one for each of its stages. */
export function observedImports(
  imports: Imports,
  { metrics, tracing }: ServerTelemetry,
  log: Log,
  clock: () => number,
) {
  function observe(kind: string, dataset: string, running: RunningImport): RunningImport {
    const started = clock()
    const span = tracing.begin('import', { 'moat.import.kind': kind, 'moat.dataset': dataset })
    if (tracing.on) void span.run(() => followStages(running)).catch(() => undefined)
    const ended = (seen: Seen) => {
      const ms = clock() - started
      const labels = { dataset: seen.dataset ?? dataset, outcome: seen.outcome }
      metrics.uploads.inc(labels)
      metrics.uploadSeconds.observe({ dataset: labels.dataset }, ms / 1000)
      for (const [outcome, rows] of Object.entries(seen.rows))
        metrics.uploadRows.inc({ dataset: labels.dataset, outcome }, rows)
      span.set({ 'moat.outcome': seen.outcome, 'moat.rows': seen.rowCount })
      if (seen.outcome === 'failed') span.failed('failed')
      span.end()
      log.info({ kind, ...labels, ms, rowCount: seen.rowCount, upload: running.uid }, 'import')
    }
    running.done.then(
      outcome => ended(seenOf(outcome)),
      () => ended({ outcome: 'failed', dataset: null, rowCount: 0, rows: {} }),
    )
    return running
  }

  /** A stage that is over before anybody looks has no span of its own. */
  async function followStages(running: RunningImport): Promise<void> {
    let stage = null as { readonly name: string; readonly span: Span } | null
    for await (const { stage: name } of running.follow()) {
      if (name === stage?.name) continue
      stage?.span.end()
      stage = name === 'DONE' ? null : { name, span: tracing.begin(`import.${name.toLowerCase()}`, {}) }
    }
    stage?.span.end()
  }

  const observed: Imports = {
    ...imports,
    start: request => observe('upload', request.dataset.toLowerCase(), imports.start(request)),
    correct: request => observe('correction', 'unknown', imports.correct(request)),
    revert: async request => {
      const started = clock()
      const outcome = await imports.revert(request)
      const dataset = outcome.type === 'Snapshot' ? outcome.snapshot.dataset.toLowerCase() : 'unknown'
      metrics.uploads.inc({ dataset, outcome: outcome.type === 'Snapshot' ? 'reverted' : 'not_reverted' })
      log.info({ kind: 'revert', dataset, outcome: outcome.type, ms: clock() - started }, 'import')
      return outcome
    },
  }
  return observed
}

interface Seen {
  readonly outcome: string
  /** What the outcome says; null: nothing. */
  readonly dataset: string | null
  readonly rowCount: number
  readonly rows: Readonly<Record<string, number>>
}

function seenOf(outcome: ImportOutcome): Seen {
  if (outcome.type !== 'Snapshot')
    return {
      outcome: snakeCase(outcome.type),
      dataset: null,
      rowCount: 'rowCount' in outcome ? outcome.rowCount : 0,
      rows: {},
    }
  const { preview, dataset, rowCount, acceptedCount, rejectedCount } = outcome.snapshot
  return {
    outcome: preview === null ? 'accepted' : 'previewed',
    dataset: dataset.toLowerCase(),
    rowCount,
    // Rows of a preview are not stored, and so not counted.
    rows: preview === null ? { accepted: acceptedCount, rejected: rejectedCount } : {},
  }
}

/** "RowsRejected" → "rows_rejected". */
const snakeCase = (name: string): string => name.replace(/(?<!^)[A-Z]/g, letter => `_${letter}`).toLowerCase()
