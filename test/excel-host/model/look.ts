/** How cells look. Immutable; equal looks are one object, so that a million cells share a few of them. */
export interface Look {
  readonly numberFormat: string
  /** "#RRGGBB"; null: none. */
  readonly fill: string | null
  readonly fontColor: string | null
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly fontSize: number
  readonly fontName: string
  readonly horizontalAlignment: string
  readonly verticalAlignment: string
  readonly wrapText: boolean
  readonly indentLevel: number
  readonly locked: boolean
  readonly style: string
  /** By edge, e.g. { EdgeBottom: { style: 'Continuous', color: '#000000' } }. */
  readonly borders: Readonly<Record<string, Border>>
}

export interface Border {
  readonly style: string
  readonly color: string
  readonly weight: string
}

const looks = new Map<string, Look>()

export const plainLook: Look = intern({
  numberFormat: 'General',
  fill: null,
  fontColor: null,
  bold: false,
  italic: false,
  underline: false,
  fontSize: 11,
  fontName: 'Calibri',
  horizontalAlignment: 'General',
  verticalAlignment: 'Bottom',
  wrapText: false,
  indentLevel: 0,
  locked: true,
  style: 'Normal',
  borders: {},
})

export function lookWith(look: Look, change: Partial<Look>): Look {
  return intern({ ...look, ...change })
}

function intern(look: Look): Look {
  const key = JSON.stringify(look)
  const known = looks.get(key)
  if (known) return known
  looks.set(key, Object.freeze(look))
  return look
}
