const NAMES = 'Name,Sector\n'
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)])

export interface HostileText {
  readonly name: string
  /** InvalidFile with this code, else a type of answer. */
  readonly expected: string
  readonly bytes: Buffer | string
  /** Codes of issues that the answer has to name. */
  readonly issues?: readonly string[]
  readonly dataset?: string
}

const invoice = (...rows: string[]) => `client,invoice_number,date,total_amount\n${rows.join('\n')}\n`

/** Files that are no workbooks, by what is wrong with them. They are sent as clients where nothing else is said. */
export const hostileTexts: readonly HostileText[] = [
  { name: 'nothing', expected: 'EMPTY', bytes: '' },
  { name: 'blanks', expected: 'EMPTY', bytes: ' \n\n \n' },
  { name: 'a mark of the byte order alone', expected: 'EMPTY', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { name: 'a heading alone', expected: 'HEADER_ONLY', bytes: NAMES },
  { name: 'an old or encrypted workbook', expected: 'WRONG_TYPE', bytes: ole },
  { name: 'a PDF', expected: 'WRONG_TYPE', bytes: '%PDF-1.7\n%âãÏÓ\n1 0 obj' },
  { name: 'a PNG', expected: 'WRONG_TYPE', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  { name: 'a JPEG', expected: 'WRONG_TYPE', bytes: Buffer.from('ffd8ffe000104a464946', 'hex') },
  { name: 'a gzip file', expected: 'WRONG_TYPE', bytes: Buffer.from('1f8b0800000000000003', 'hex') },
  { name: 'a web page', expected: 'WRONG_TYPE', bytes: '<!DOCTYPE html><table><tr><td>Name</td></tr></table>' },
  { name: 'an XML document', expected: 'WRONG_TYPE', bytes: '<?xml version="1.0"?><Workbook/>' },
  { name: 'RTF', expected: 'WRONG_TYPE', bytes: '{\\rtf1 Name}' },
  { name: 'a program', expected: 'WRONG_TYPE', bytes: Buffer.from(`7f454c46${'0201010001020304'.repeat(500)}`, 'hex') },
  { name: 'a quote that is never closed', expected: 'UNCLOSED_QUOTE', bytes: `${NAMES}"Acme,Dental\nBolt,Legal\n` },
  {
    name: 'a quote that is open over forty megabytes',
    expected: 'RECORD_TOO_LONG',
    bytes: `${NAMES}"Acme,Dental\n${'Bolt,Legal\n'.repeat(4_000_000)}`,
  },
  { name: 'a heading of ten megabytes', expected: 'RECORD_TOO_LONG', bytes: `${'N'.repeat(10_000_000)}\nAcme\n` },
  { name: 'a heading of half a megabyte', expected: 'Snapshot', bytes: `Name,${'N'.repeat(500_000)}\nAcme one,x\n` },
  { name: 'a hundred thousand columns', expected: 'TOO_MANY_COLUMNS', bytes: `Name${',x'.repeat(99_999)}\nAcme\n` },
  {
    name: 'sixty rows of a million empty cells',
    expected: 'TOO_MANY_COLUMNS',
    bytes: `${NAMES}${`Acme two${','.repeat(1_000_000)}\n`.repeat(60)}`,
  },
  { name: 'a million empty rows', expected: 'HEADER_ONLY', bytes: `${NAMES}${'\n'.repeat(1_000_000)}` },
  {
    name: 'a million rows of blanks and commas',
    expected: 'HEADER_ONLY',
    bytes: `${NAMES}${' , \n'.repeat(1_000_000)}`,
  },
  {
    name: 'ragged rows',
    expected: 'Snapshot',
    bytes: `${NAMES}Acme three\nBolt,Legal,more\nCedar,x,,,,y\n`,
    issues: ['EXTRA_CELLS'],
  },
  {
    name: 'equal headings, and one that is like a counted one',
    expected: 'Snapshot',
    bytes: 'Name,Note,Note,Note (2),Note\nAcme four,1,2,3,4\n',
    issues: ['UNMAPPED_HEADINGS'],
  },
  { name: 'two headings for the name', expected: 'MappingNeeded', bytes: 'Name,Name\nAcme,Bolt\n' },
  {
    name: 'headings of the language itself',
    expected: 'Snapshot',
    bytes: 'Name,__proto__,constructor,toString\nAcme five,{},x,y\n',
  },
  {
    name: 'cells of the language itself',
    expected: 'Snapshot',
    bytes: `${NAMES}__proto__,constructor\nconstructor,__proto__\n`,
  },
  {
    name: 'NULs in the cells',
    expected: 'Snapshot',
    bytes: `${NAMES}Ac\0me,Dental\nBolt six,Le\0gal\n`,
    issues: ['NUL_CHARACTER'],
  },
  {
    name: 'NULs in a heading and a cell that no column takes',
    expected: 'Snapshot',
    bytes: 'Name,No\0te\nAcme seven,a\0b\n',
  },
  {
    name: 'bytes that are no UTF-8',
    expected: 'Snapshot',
    bytes: Buffer.from('Name,Sector\nAcme eight \xff\xc3,D\xe9ntal\n', 'latin1'),
  },
  {
    name: 'half a letter at the end',
    expected: 'Snapshot',
    bytes: Buffer.concat([Buffer.from(`${NAMES}Acme nine,D`), Buffer.from([0xc3])]),
  },
  {
    name: 'UTF-16 with an odd byte',
    expected: 'Snapshot',
    bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`${NAMES}Acme ten,Dental\n`), Buffer.from([65])]),
  },
  {
    name: 'UTF-16 with half a pair',
    expected: 'Snapshot',
    bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`${NAMES}Acme \ud800 eleven,D\n`)]),
  },
  { name: 'two marks of the byte order', expected: 'Snapshot', bytes: `\ufeff\ufeff${NAMES}Acme twelve,Dental\n` },
  { name: 'a delimiter said to be the quote', expected: 'MappingNeeded', bytes: 'sep="\nFoo,Bar\nx,y\n' },
  { name: 'formulas', expected: 'Snapshot', bytes: `${NAMES}"=cmd|' /C calc'!A0",@SUM(1)\n+1+1,-2\n` },
  {
    name: 'numbers beyond all bounds',
    expected: 'Snapshot',
    dataset: 'invoices',
    bytes: invoice(
      'Acme,I-1,2026-01-01,1e999',
      `Acme,I-2,2026-01-01,${'9'.repeat(400)}`,
      'Acme,I-3,2026-01-01,NaN',
      'Acme,I-4,2026-01-01,-Infinity',
    ),
    issues: ['NOT_A_NUMBER'],
  },
  {
    name: 'days that no calendar has',
    expected: 'Snapshot',
    dataset: 'invoices',
    bytes: invoice(
      'Acme,I-1,9999999-01-01,1',
      'Acme,I-2,0000-00-00,1',
      'Acme,I-3,2026-02-30,1',
      'Acme,I-4,-271821-04-19,1',
    ),
    issues: ['NOT_A_DATE'],
  },
]
