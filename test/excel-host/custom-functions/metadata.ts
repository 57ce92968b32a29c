/** What the host reads of functions.json. */
export interface FunctionsMetadata {
  readonly functions: readonly FunctionMetadata[]
}

export interface FunctionMetadata {
  readonly id: string
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly optional?: boolean }[]
  readonly options?: { readonly cancelable?: boolean; readonly stream?: boolean; readonly volatile?: boolean }
}

/** Flags of an invocation, as the library reads them: 1 it can be cancelled, 2 it streams. */
export const flagsOf = ({ options = {} }: FunctionMetadata): number =>
  (options.cancelable || options.stream ? 1 : 0) | (options.stream ? 2 : 0)
