import type { Api } from '../../api/api.ts'
import type { ColumnMapping, DatasetKind } from '../../api/operations/upload.gen.ts'
import { type Cells, type SourceRef, type Work, type Workbook, WorkbookError } from '../../workbook/workbook.ts'
import { firstColumn } from '../first-column.ts'
import { problemOf } from '../problem.ts'
import { createStore, type Store } from '../store.ts'
import { cellMarks } from './cell-marks.ts'
import { changedMetrics, readMovedMetrics } from './changed-metrics.ts'
import { type DatasetInfo, readDatasets } from './dataset-info.ts'
import { withHeading } from './find-heading.ts'
import { type MappingQuestion, mappingOfAnswers, mappingQuestions } from './mapping-question.ts'
import { recogniseDataset } from './recognise-dataset.ts'
import { mendedRows, rejectedRows, stillRejected } from './rejected-rows.ts'
import { revertUpload } from './revert-upload.ts'
import { sendMended } from './send-mended.ts'
import { sendSheet } from './send-sheet.ts'
import { defaultOptions, type UploadOptions } from './upload-options.ts'
import { issuesLeft, issuesOf, type UploadOutcome, type UploadReport } from './upload-outcome.ts'
import { emptyUpload, type UploadState } from './upload-state.ts'

/**
 * An upload from first look to last: the interface draws `state` and calls what the person chose. No call rejects:
 * what fails is `state.problem`, and everything said so far stays.
 */
export interface UploadFlow extends Pick<Store<UploadState>, 'state' | 'subscribe'> {
  /** Lists what could be uploaded; forgets what was said before. */
  begin(): Promise<void>
  /** Reads a source and recognises its dataset; goes on to the dry run where that is plain. */
  choose(ref: SourceRef): Promise<void>
  /** Says what the sheet holds, and checks it. */
  setDataset(kind: DatasetKind): Promise<void>
  /** The server's questions, to be answered by their keys. */
  questions(): readonly MappingQuestion[]
  /** Answers questions, and checks again. */
  answer(answers: Readonly<Record<string, string>>): Promise<void>
  /** Reads a heading as another column (null: leaves it out), and checks again. */
  remap(heading: string, column: string | null): Promise<void>
  /** Changes options; those that change what the dry run says check again. */
  setOptions(change: Partial<Omit<UploadOptions, 'dataset'>>): Promise<void>
  /** Reads the sheet again and repeats the dry run: after cells were corrected. Marks are renewed. */
  check(): Promise<void>
  /** Stores what the dry run showed. */
  accept(): Promise<void>
  /** Sends what was corrected since: only the mended rows where nothing else has changed. */
  pushAgain(): Promise<void>
  /** Takes the stored version back. */
  undo(reason: string): Promise<void>
  /** Shows the cell of an issue in the sheet. */
  showIssue(row: number, column: string | null): Promise<void>
  /** Ends what is running; nothing is stored then. */
  stop(): void
}

export function createUploadFlow(api: Api, workbook: Workbook): UploadFlow {
  const store = createStore<UploadState>(emptyUpload)
  let running: AbortController | null = null

  /** Runs one step: shows it as busy, keeps a failure as problem, and lets no two run at once. */
  async function run(doing: string, work: (work: Work & { signal: AbortSignal }) => Promise<void>): Promise<void> {
    if (running) return
    running = new AbortController()
    const { signal } = running
    const progress = (part: number, text: string) => store.set({ busy: { doing: text, part, stoppable: true } })
    store.set({ busy: { doing, part: 0, stoppable: true }, problem: null })
    try {
      await work({ signal, progress })
    } catch (error) {
      store.set({ problem: problemOf(error) })
    } finally {
      running = null
      store.set({ busy: null })
    }
  }

  const datasetOf = (kind: DatasetKind | undefined): DatasetInfo => {
    const found = store.state.datasets.find(dataset => dataset.kind === kind)
    if (!found) throw new WorkbookError('failed', 'Uploading: the kind of sheet was not chosen; choose it first')
    return found
  }

  async function dryRun(work: Work): Promise<void> {
    const { cells, options } = store.state
    if (!cells || !options) return
    const outcome = await sendSheet(api, cells, options, datasetOf(options.dataset), { ...work, dryRun: true })
    await take(outcome, 'preview')
  }

  /** Shows an outcome: the step it leads to, and its issues as marks in the sheet. */
  async function take(outcome: UploadOutcome, step: 'preview' | 'done'): Promise<void> {
    if (outcome.__typename === 'MappingNeeded')
      return store.set({ step: 'mapping', needed: outcome, refusal: null, report: null })
    if (outcome.__typename === 'Snapshot') store.set({ step, report: outcome, needed: null, refusal: null })
    else store.set({ step: 'refused', refusal: outcome, needed: null })
    const headings = outcome.__typename === 'Snapshot' ? outcome.headings : (store.state.report?.headings ?? [])
    await showIssues(issuesOf(outcome), headings)
  }

  async function showIssues(issues: UploadState['issues'], headings: UploadReport['headings']): Promise<void> {
    const { source, cells, marked } = store.state
    store.set({ issues })
    const marks = cellMarks(issues.listed, headings)
    if (!source || !cells || (marks.length === 0 && marked === 0)) return
    await workbook.markCells(marksOwner(cells), source.ref, marks)
    store.set({ marked: marks.length })
  }

  async function read(ref: SourceRef, work: Work): Promise<Cells> {
    const cells = withHeading(await workbook.readCells(ref, work), store.state.datasets)
    if (cells.rows.length === 0)
      throw new WorkbookError(
        'failed',
        `Reading ${cells.sheet}!${cells.address}: there are no rows under a heading row; select both`,
      )
    return cells
  }

  async function storeSheet(work: Work): Promise<void> {
    const { cells, options, report } = store.state
    if (!cells || !options) return
    const before = await readMovedMetrics(api, options.dataset, report?.period ?? null)
    const outcome = await sendSheet(api, cells, options, datasetOf(options.dataset), { ...work, dryRun: false })
    await take(outcome, 'done')
    if (outcome.__typename !== 'Snapshot') return
    store.set({ rejected: rejectedRows(outcome, cells) })
    await showChanges(before)
  }

  async function showChanges(before: Awaited<ReturnType<typeof readMovedMetrics>>): Promise<void> {
    const { options, report } = store.state
    if (!options || !report) return
    const after = await readMovedMetrics(api, options.dataset, report.period)
    const metrics = changedMetrics(before, after)
    store.set({ changes: after === null ? null : { period: after.period, metrics } })
  }

  const flow: UploadFlow = {
    get state() {
      return store.state
    },
    subscribe: store.subscribe,
    begin: () =>
      run('Looking at the workbook', async () => {
        store.set({ ...emptyUpload, busy: store.state.busy, datasets: store.state.datasets })
        const [sources, datasets] = await Promise.all([
          workbook.sources(),
          store.state.datasets.length > 0 ? store.state.datasets : readDatasets(api),
        ])
        store.set({ sources, datasets })
      }),
    choose: ref =>
      run('Reading the sheet', async work => {
        const named = store.state.sources.find(source => JSON.stringify(source.ref) === JSON.stringify(ref))
        const cells = await read(ref, work)
        const { sheetId, address, sheet } = cells
        const fixed: SourceRef = ref.kind === 'selection' ? { kind: 'range', sheetId, address } : ref
        const recognition = recogniseDataset(cells.header, store.state.datasets)
        const source = { ref: fixed, name: named?.name ?? sheet }
        store.set({
          cells,
          source,
          recognition,
          step: 'dataset',
          options: null,
          report: null,
          changes: null,
          rejected: null,
        })
        if (recognition.sure === null) return
        store.set({ options: defaultOptions(recognition.sure) })
        await dryRun(work)
      }),
    setDataset: kind =>
      run('Checking the sheet', async work => {
        store.set({ options: defaultOptions(kind), report: null, needed: null })
        await dryRun(work)
      }),
    questions: () => {
      const { needed, options } = store.state
      return needed && options ? mappingQuestions(needed, datasetOf(options.dataset)) : []
    },
    answer: answers =>
      run('Checking the sheet', async work => {
        const { needed, options } = store.state
        if (!needed || !options) return
        const said = needed.headings
          .filter(({ by }) => by === 'MAPPING')
          .map(({ heading, column }) => ({ heading, column }))
        const before = options.mapping.length > 0 ? options.mapping : said
        const mapping = mappingOfAnswers(needed, datasetOf(options.dataset), answers, before)
        store.set({ options: { ...options, mapping } })
        await dryRun(work)
      }),
    remap: (heading, column) =>
      run('Checking the sheet', async work => {
        const { options, report, needed } = store.state
        if (!options) return
        const headings = report?.headings ?? needed?.headings ?? []
        store.set({ options: { ...options, mapping: remapped(options.mapping, headings, heading, column) } })
        await dryRun(work)
      }),
    setOptions: change =>
      run('Checking the sheet', async work => {
        const { options } = store.state
        if (!options) return
        store.set({ options: { ...options, ...change } })
        if (Object.keys(change).some(name => name !== 'description')) await dryRun(work)
      }),
    check: () =>
      run('Reading the sheet again', async work => {
        const { source } = store.state
        if (!source) return
        store.set({ cells: await read(source.ref, work) })
        await dryRun(work)
      }),
    accept: () => run('Sending the sheet', storeSheet),
    pushAgain: () =>
      run('Reading the corrected cells', async work => {
        const { source, options, rejected } = store.state
        if (!source || !options) return
        const cells = await read(source.ref, work)
        const dataset = datasetOf(options.dataset)
        const mended = rejected && mendedRows(rejected, cells, dataset)
        store.set({ cells })
        if (!rejected || !mended) return await dryRun(work)
        if (mended.length === 0)
          throw new WorkbookError(
            'failed',
            'Sending what was corrected: no rejected row has changed; correct its cells first',
          )
        const before = await readMovedMetrics(api, options.dataset, store.state.report?.period ?? null)
        const { stored, refused, failed } = await sendMended(api, mended)
        if (failed) return await take(failed, 'done')
        const reports = stored.map(({ report }) => report)
        store.set({ report: reports.at(-1) ?? store.state.report, rejected: stillRejected(rejected, stored, cells) })
        await showIssues(issuesLeft(store.state.issues, mended, [...reports, ...refused]), rejected.headings)
        if (reports.length === 0)
          throw new WorkbookError(
            'failed',
            'Sending what was corrected: the rows cannot be taken still; see what is wrong',
          )
        await showChanges(before)
      }),
    undo: reason =>
      run('Taking the version back', async () => {
        const { report, cells, source } = store.state
        if (!report) return
        await revertUpload(api, report.id, reason)
        if (cells && source && store.state.marked > 0) await workbook.markCells(marksOwner(cells), source.ref, [])
        store.set({ step: 'undone', marked: 0, rejected: null })
      }),
    showIssue: (row, column) =>
      run('Showing the cell', async () => {
        const { cells, report } = store.state
        if (!cells) return
        const at = report?.headings.findIndex(heading => heading.column === column) ?? 0
        await workbook.show({
          kind: 'cell',
          sheetId: cells.sheetId,
          row,
          column: firstColumn(cells.address) + Math.max(0, at),
        })
      }),
    stop: () => running?.abort(),
  }
  return flow
}

const marksOwner = ({ sheetId }: Cells): string => `upload ${sheetId}`

/** The mapping with one heading said otherwise; what a person said of the others before stays said. */
function remapped(
  mapping: readonly ColumnMapping[],
  headings: UploadReport['headings'],
  heading: string,
  column: string | null,
): readonly ColumnMapping[] {
  const said = headings
    .filter(({ by }) => by === 'MAPPING')
    .map(each => ({ heading: each.heading, column: each.column }))
  const before = mapping.length > 0 ? mapping : said
  const others = before.filter(entry => entry.heading !== heading && (column === null || entry.column !== column))
  const known = before.find(entry => entry.heading === heading)
  return [...others, { ...known, heading, column }]
}
