import type { FunctionsMetadata } from '../custom-functions/metadata.ts'

/** What the command that serves this page says about the add-in. */
export interface HostSettings {
  /** Address of the task pane. */
  readonly pane: string
  readonly manifest: string
  readonly functions: FunctionsMetadata | null
  /** Sheets to begin with: rows of texts and numbers, header first. */
  readonly samples: readonly {
    readonly name: string
    readonly rows: readonly (readonly (string | number | null)[])[]
  }[]
}

export async function hostSettings(): Promise<HostSettings> {
  const response = await fetch('settings.json')
  if (!response.ok) throw new Error(`Opening the spreadsheet: settings.json answered ${response.status}.`)
  return response.json()
}
