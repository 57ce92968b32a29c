/** What Excel refuses; `code` and message are those an add-in sees in OfficeExtension.Error. */
export class ExcelFault extends Error {
  override readonly name = 'ExcelFault'
  readonly code: string
  readonly location: string | null

  constructor(code: string, message: string, location: string | null = null) {
    super(message)
    this.code = code
    this.location = location
  }
}

const badArgument = 'The argument is invalid or missing or has an incorrect format.'

export const invalidArgument = (message = badArgument): ExcelFault => new ExcelFault('InvalidArgument', message)

export const itemNotFound = (): ExcelFault => new ExcelFault('ItemNotFound', "The requested resource doesn't exist.")

export const alreadyExists = (): ExcelFault =>
  new ExcelFault('ItemAlreadyExists', 'A resource with the same name or identifier already exists.')

export const accessDenied = (): ExcelFault =>
  new ExcelFault('AccessDenied', 'You cannot perform the requested operation.')

export const invalidOperation = (message = 'The operation is not permitted for the current object.'): ExcelFault =>
  new ExcelFault('InvalidOperation', message)
