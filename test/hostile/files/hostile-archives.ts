import { constants, deflateRawSync } from 'node:zlib'
import { inlineRow, writeArchive, writeWorkbook } from '../../snapshots/reading/write-archive.ts'

export const ROWS = inlineRow(1, 'Name', 'Sector') + inlineRow(2, 'Acme', 'Dental')
const MIB = 1024 * 1024
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

interface RawEntry {
  readonly name: string
  readonly packed: Buffer
  readonly size: bigint
  /** What the directory says, where that is not the truth. */
  readonly claimed?: { readonly size?: bigint; readonly packed?: bigint; readonly offset?: bigint }
}

/** An archive whose directory gives all sizes and places in the 64-bit fields; `count`: how many files it says it has. */
function archive64(entries: readonly RawEntry[], count = BigInt(entries.length)): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0n
  for (const { name, packed, size, claimed = {} } of entries) {
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(0xffffffff, 20)
    central.writeUInt32LE(0xffffffff, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt16LE(28, 30)
    central.writeUInt32LE(0xffffffff, 42)
    const extra = Buffer.alloc(28)
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    extra.writeBigUInt64LE(claimed.size ?? size, 4)
    extra.writeBigUInt64LE(claimed.packed ?? BigInt(packed.length), 12)
    extra.writeBigUInt64LE(claimed.offset ?? offset, 20)
    directory.push(central, Buffer.from(name), extra)
    files.push(local, Buffer.from(name), packed)
    offset += BigInt(30 + name.length + packed.length)
  }
  const central = Buffer.concat(directory)
  const end64 = Buffer.alloc(56)
  end64.write('PK\x06\x06', 'latin1')
  end64.writeBigUInt64LE(count, 32)
  end64.writeBigUInt64LE(BigInt(central.length), 40)
  end64.writeBigUInt64LE(offset, 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(offset + BigInt(central.length), 8)
  const end = Buffer.alloc(22, 0xff)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(0, 20)
  return Buffer.concat([...files, central, end64, locator, end])
}

/** A mebibyte of blanks, ended so that it can be put behind itself: 10,240 of them are a part of ten gibibytes. */
const blanks = deflateRawSync(Buffer.alloc(MIB, 32), { finishFlush: constants.Z_FULL_FLUSH })
const EMPTY_LAST_BLOCK = Buffer.from([3, 0])
const tenGiB = Buffer.concat([...Array.from({ length: 10_240 }, () => blanks), EMPTY_LAST_BLOCK])

const bomb = (claimed: RawEntry['claimed'] = {}): Buffer =>
  archive64([{ name: 'xl/workbook.xml', packed: tenGiB, size: BigInt(10_240 * MIB), claimed }])
const small = (claimed: NonNullable<RawEntry['claimed']>, count = 1n): Buffer =>
  archive64([{ name: 'xl/workbook.xml', packed: deflateRawSync('<workbook/>'), size: 11n, claimed }], count)

const partNames = [
  ...['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/data.xml'],
  ...['xl/styles.xml', 'xl/sharedStrings.xml'],
]
const LAUGHS = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1 < 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><l>&a29;</l>`
const OUTSIDE =
  '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p; <!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'

const sheet = (text: string) => writeWorkbook('', [{ name: 'xl/worksheets/data.xml', text }])
const rowsOf = (text: string) => sheet(`<worksheet><sheetData>${text}</sheetData></worksheet>`)
const strings = (text: string, rows: string) =>
  writeWorkbook(rows, [{ name: 'xl/sharedStrings.xml', text: `<sst>${text}</sst>` }])
const cell = (value: string) => `<row r="1"><c t="s"><v>${value}</v></c></row>`
const related = (more: string) =>
  `<Relationships><Relationship Id="s1" Type="${RELATIONS}/worksheet" Target="worksheets/data.xml"/><Relationship Id="t1" Type="${RELATIONS}/styles" Target="styles.xml"/>${more}</Relationships>`
const withStyles = (text: string) =>
  writeWorkbook(ROWS, [{ name: 'xl/styles.xml', text: `<styleSheet>${text}</styleSheet>` }])
const BASE = writeWorkbook(ROWS)

/** Archives by what is wrong with them, and the code each is refused with; null: it is read, and nothing comes of it. */
export const hostileArchives: readonly (readonly [name: string, code: string | null, bytes: Buffer])[] = [
  ['ten gibibytes in ten megabytes, honestly', 'TOO_LARGE', bomb()],
  ['ten gibibytes that claim to be five kilobytes', 'BROKEN', bomb({ size: 5_000n })],
  ['ten gibibytes that claim to be sixty megabytes', 'BROKEN', bomb({ size: BigInt(60 * MIB) })],
  ['an archive in an archive', 'WRONG_TYPE', writeArchive([{ name: 'inner.zip', text: BASE.toString('latin1') }])],
  ['an empty archive', 'WRONG_TYPE', writeArchive([])],
  [
    'ten thousand and one parts',
    'TOO_LARGE',
    writeArchive(Array.from({ length: 10_001 }, (_, at) => ({ name: `p${at}`, text: '', stored: true }))),
  ],
  ['a directory that claims 2^50 parts', 'TOO_LARGE', small({}, 2n ** 50n)],
  ['a directory that claims 2^63 parts', 'BROKEN', small({}, 2n ** 63n)],
  ['a part of 2^53 packed bytes', 'BROKEN', small({ packed: 2n ** 53n - 1n })],
  ['a part that lies at 2^53', 'BROKEN', small({ offset: 2n ** 53n - 1n })],
  ['a part of 2^64 bytes', 'BROKEN', small({ size: 2n ** 64n - 1n })],
  ['a part that begins inside of the directory', 'BROKEN', small({ offset: 40n })],
  [
    'five thousand parts that are one and the same mebibyte',
    'TOO_LARGE',
    archive64(
      Array.from({ length: 5_000 }, (_, at) => ({
        ...{ name: `p${at}`, size: BigInt(MIB), claimed: { offset: 0n, packed: BigInt(blanks.length) } },
        packed: at === 0 ? blanks : Buffer.alloc(0),
      })),
    ),
  ],
  [
    'a part that is listed twice',
    'BROKEN',
    writeArchive([1, 2].map(() => ({ name: 'xl/workbook.xml', text: '<a/>' }))),
  ],
  ['an archive cut in the middle', 'BROKEN', BASE.subarray(0, BASE.length >> 1)],
  [
    'two hundred thousand sheets that are one part',
    'BROKEN',
    writeWorkbook(ROWS, [
      {
        name: 'xl/workbook.xml',
        text: `<workbook xmlns:r="r"><sheets>${'<sheet name="A" r:id="s1"/>'.repeat(200_000)}</sheets></workbook>`,
      },
    ]),
  ],
  [
    'a hundred thousand references',
    'BROKEN',
    writeWorkbook(ROWS, [
      {
        name: 'xl/_rels/workbook.xml.rels',
        text: related('<Relationship Id="x" Type="y" Target="z"/>'.repeat(100_000)),
      },
    ]),
  ],
  ...partNames.flatMap(name =>
    (
      [
        [`entities that multiply in ${name}`, LAUGHS],
        [`entities of files and addresses in ${name}`, OUTSIDE],
      ] as const
    ).map(
      ([what, text]) =>
        [what, 'BROKEN', writeWorkbook(name.endsWith('data.xml') ? '' : ROWS, [{ name, text }])] as const,
    ),
  ),
  [
    'a tag of three megabytes without an attribute',
    null,
    writeWorkbook(ROWS, [
      { name: 'xl/_rels/workbook.xml.rels', text: related(`<Relationship ${'a'.repeat(3 * MIB)}/>`) },
    ]),
  ],
  [
    'a number format of three megabytes of brackets',
    null,
    withStyles(
      `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(3 * MIB)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`,
    ),
  ],
  ['a million cell styles', 'BROKEN', withStyles(`<cellXfs>${'<xf/>'.repeat(1_000_000)}</cellXfs>`)],
  [
    'a million elements inside each other',
    null,
    sheet(`<worksheet>${'<a>'.repeat(1_000_000)}<sheetData>${ROWS}</sheetData></worksheet>`),
  ],
  ['a text of number 2^32', 'BROKEN', strings('<si><t>Name</t></si>', cell('4294967296'))],
  ['a text of number -1', 'BROKEN', strings('<si><t>Name</t></si>', cell('-1'))],
  ['a text of number 1e999', 'BROKEN', strings('<si><t>Name</t></si>', cell('1e999'))],
  [
    'a text without end in pieces',
    'BROKEN',
    strings(`<si>${`<t>${'x'.repeat(1000)}</t>`.repeat(20_000)}</si>`, cell('0')),
  ],
  [
    'a long text that two thousand cells of a row refer to',
    'BROKEN',
    strings(
      `<si><t>${'x'.repeat(30_000)}</t></si>`,
      `${inlineRow(1, 'Name', 'Sector')}<row r="2">${'<c t="s"><v>0</v></c>'.repeat(2_000)}</row>`,
    ),
  ],
  [
    'a cell value without end in pieces',
    'BROKEN',
    rowsOf(`<row r="1"><c t="str">${`<v>${'x'.repeat(1000)}</v>`.repeat(20_000)}</c></row>`),
  ],
  ['a cell behind column XFD', 'BROKEN', rowsOf('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
  ['a cell in column ZZZZZZZ', 'BROKEN', rowsOf('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>')],
  ['a row behind 1048576', 'BROKEN', rowsOf('<row r="1048577"><c><v>1</v></c></row>')],
  ['a negative row', 'BROKEN', rowsOf('<row r="-1"><c><v>1</v></c></row>')],
  ['rows out of order', 'BROKEN', rowsOf(inlineRow(2, 'A') + inlineRow(1, 'Name'))],
  ['the same cell twice', 'BROKEN', rowsOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
  ['XML that ends in the middle of a tag', 'BROKEN', sheet('<worksheet><sheetData><row r="1"><c r="A1')],
  [
    'an encrypted part',
    'ENCRYPTED',
    writeWorkbook('', [{ name: 'xl/worksheets/data.xml', text: 'x', encrypted: true }]),
  ],
  ['ninety megabytes of blanks in a sheet', 'TOO_LARGE', sheet(' '.repeat(90 * MIB))],
  [
    'sixty megabytes of blanks behind the rows',
    'BROKEN',
    sheet(`<worksheet><sheetData>${ROWS}</sheetData></worksheet>${' '.repeat(60 * MIB)}`),
  ],
]
