import { useState } from 'preact/hooks'
import { unknownClients } from '../../../app/upload/unknown-clients.ts'
import type { UploadFlow } from '../../../app/upload/upload-flow.ts'
import type { RowIssue } from '../../../app/upload/upload-outcome.ts'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { Progress } from '../../components/progress.tsx'
import { Select } from '../../components/select.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { refreshIcon, stopIcon } from '../../icons/icons.ts'
import { useStore } from '../../pane/use-store.ts'
import { ChangeList } from './change-list.tsx'
import { datasetTitles } from './dataset-titles.ts'
import { DonePanel } from './done-panel.tsx'
import { HeadingMap } from './heading-map.tsx'
import { IssueList } from './issue-list.tsx'
import { MappingForm } from './mapping-form.tsx'
import { PreviewFacts } from './preview-facts.tsx'
import { UploadOptionsForm } from './upload-options-form.tsx'

/**
 * Where the upload of a sheet stands and what can be done next: what the sheet is, the server's questions, what it would
 * change, what is wrong, and what became of it. Props: `flow`, `onTake` (puts a suggestion into its cell), `onStored`.
 */
export function UploadPanel({
  flow,
  onTake,
  onStored,
}: {
  readonly flow: UploadFlow
  readonly onTake: (issue: RowIssue) => void
  readonly onStored: () => void
}) {
  const state = useStore(flow)
  const { busy, problem, step, recognition, options, datasets } = state
  const dataset = datasets.find(each => each.kind === options?.dataset)
  return (
    <section class="upload-panel page-stack" aria-label="Upload of this sheet">
      {busy && (
        <div class="row-line upload-busy" role="status">
          <Progress label={busy.doing} value={busy.part > 0 ? busy.part : null} text={busy.doing} />
          {busy.stoppable && (
            <Button size="small" icon={stopIcon} onClick={() => flow.stop()}>
              Stop
            </Button>
          )}
        </div>
      )}
      {problem && (
        <MessageBar tone="bad" title={problem.title}>
          {problem.text}
        </MessageBar>
      )}
      {recognition && step !== 'done' && step !== 'undone' && (
        <Select
          label="This sheet holds"
          hint={recognition.sure === null && !options ? 'The headings fit no dataset for sure.' : undefined}
          value={options?.dataset ?? ''}
          disabled={busy !== null}
          options={[
            ...(options ? [] : [{ value: '', label: 'Choose…' }]),
            ...recognition.candidates.map(({ kind, missing }) => ({
              value: kind as string,
              label: `${datasetTitles[kind]}${missing.length > 0 ? ` (no ${missing.join(', ').toLowerCase()})` : ''}`,
            })),
          ]}
          onChange={value => {
            const chosen = recognition.candidates.find(({ kind }) => kind === value)
            if (chosen) void flow.setDataset(chosen.kind)
          }}
        />
      )}
      {step === 'mapping' && state.needed && dataset && (
        <>
          <MessageBar tone="info" title="The headings need a word from you.">
            What you say is remembered for files with the same headings.
          </MessageBar>
          <MappingForm
            key={JSON.stringify(state.needed.questions)}
            needed={state.needed}
            dataset={dataset}
            busy={busy !== null}
            onAnswer={answers => void flow.answer(answers)}
          />
        </>
      )}
      {step === 'refused' && state.refusal && (
        <MessageBar tone="warn" title="Nothing would be stored.">
          {state.refusal.message}
        </MessageBar>
      )}
      {(step === 'preview' || step === 'refused') && <Checked flow={flow} onTake={onTake} onStored={onStored} />}
      {(step === 'done' || step === 'undone') && <DonePanel flow={flow} onTake={onTake} onStored={onStored} />}
    </section>
  )
}

type Part = 'issues' | 'changes' | 'columns' | 'options'

function Checked({ flow, onTake, onStored }: Parameters<typeof UploadPanel>[0]) {
  const { report, issues, options, datasets, busy, step, refusal } = useStore(flow)
  const [part, setPart] = useState<Part>(issues.total > 0 ? 'issues' : 'changes')
  const dataset = datasets.find(each => each.kind === options?.dataset)
  if (!options || !dataset) return null
  const titleOf = (name: string) => dataset.columns.find(column => column.name === name)?.title ?? name
  const ready = step === 'preview' && report !== null
  const refusable = refusal?.__typename === 'DuplicateUpload' || refusal?.__typename === 'InvalidFile'
  const accept = async () => {
    await flow.accept()
    if (flow.state.step === 'done') onStored()
  }
  return (
    <>
      {ready && <PreviewFacts report={report} />}
      <div class="row-line">
        {ready && (
          <Button kind="primary" busy={busy !== null} onClick={() => void accept()}>
            Accept {report.acceptedCount.toLocaleString('en-US')} {report.acceptedCount === 1 ? 'row' : 'rows'}
          </Button>
        )}
        <Button icon={refreshIcon} busy={busy !== null} onClick={() => void flow.check()}>
          Check again
        </Button>
      </div>
      {!refusable && (
        <Tabs<Part>
          label="About this sheet"
          selected={part}
          onSelect={setPart}
          tabs={[
            { key: 'issues', label: `Problems (${issues.total.toLocaleString('en-US')})` },
            ...(report
              ? [{ key: 'changes' as const, label: `Changes (${report.diff.totalCount.toLocaleString('en-US')})` }]
              : []),
            ...(report ? [{ key: 'columns' as const, label: 'Columns' }] : []),
            { key: 'options', label: 'Options' },
          ]}
        >
          {part === 'issues' && (
            <IssueList
              issues={issues.listed}
              total={issues.total}
              titleOf={titleOf}
              onShow={(row, column) => void flow.showIssue(row, column)}
              onTake={onTake}
            />
          )}
          {part === 'changes' && report && (
            <ChangeList changes={report.diff.nodes} total={report.diff.totalCount} titleOf={titleOf} />
          )}
          {part === 'columns' && report && (
            <HeadingMap
              headings={report.headings}
              dataset={dataset}
              onChange={(heading, column) => void flow.remap(heading, column)}
            />
          )}
          {part === 'options' && (
            <UploadOptionsForm
              options={options}
              dated={dataset.periodColumn !== null}
              unknown={unknownClients(issues.listed)}
              onChange={change => void flow.setOptions(change)}
            />
          )}
        </Tabs>
      )}
    </>
  )
}
