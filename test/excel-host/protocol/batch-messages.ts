/** One batch of the library, as it comes over the wire: paths to objects, and what to do with them, in order. */
export interface BatchRequest {
  readonly Actions: readonly BatchAction[]
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>
}

export interface ArgumentInfo {
  readonly Arguments?: readonly unknown[]
  /** In place of the argument with the same index: an object. */
  readonly ReferencedObjectPathIds?: readonly (number | null)[] | null
}

export interface BatchAction {
  readonly Id: number
  readonly ActionType: number
  readonly Name: string
  readonly ObjectPathId: number
  readonly ArgumentInfo?: ArgumentInfo
  readonly QueryInfo?: { readonly Select?: readonly string[]; readonly Expand?: readonly string[] }
  readonly ObjectState?: Readonly<Record<string, unknown>>
}

export const actionTypes = {
  instantiate: 1,
  query: 2,
  method: 3,
  setProperty: 4,
  trace: 5,
  ensureUnchanged: 6,
  queryAsJson: 7,
  load: 8,
  update: 9,
} as const

export interface ObjectPath {
  readonly Id: number
  readonly ObjectPathType: number
  readonly Name: string
  readonly ParentObjectPathId?: number
  readonly ArgumentInfo?: ArgumentInfo
}

export const pathTypes = {
  root: 1,
  newObject: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nothing: 7,
} as const

export interface BatchResponse {
  readonly Results: readonly { readonly ActionId: number; readonly Value: unknown }[]
  readonly TraceIds: readonly number[]
  readonly Error?: BatchError
}

export interface BatchError {
  readonly Code: string
  readonly Message: string
  readonly Location: string
  readonly HttpStatusCode: number
  readonly ActionIndex: number
}

/** Errors of the message itself, by number; the library turns them into codes of OfficeExtension.Error. */
export const messageErrors = { cellEditing: 5004, requestTooLarge: 5103, responseTooLarge: 5104 } as const
