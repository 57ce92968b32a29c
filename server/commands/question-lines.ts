import type { MappingQuestion } from '../snapshots/reading/sheet.ts'

/** A question about a sheet, and the arguments that answer it. */
export function questionLines(question: MappingQuestion): readonly string[] {
  return [`  ? ${question.message} [${question.code}]`, ...answersTo(question).map(answer => `      ${answer}`)]
}

function answersTo({ code, heading, column, choices }: MappingQuestion): readonly string[] {
  const named = heading ?? 'HEADING'
  switch (code) {
    case 'WHICH_SHEET':
      return choices.map(choice => `--sheet "${choice}"`)
    case 'AMBIGUOUS_DATES':
      return [`--map "${named}=${column},day-first"`, `--map "${named}=${column},month-first"`]
    case 'AMBIGUOUS_NUMBERS':
      return [`--map "${named}=${column},decimal-point"`, `--map "${named}=${column},decimal-comma"`]
    case 'UNKNOWN_WORD':
      return [`--map "${named}=${column},WORD:MEANING"  where MEANING is one of ${choices.join(', ')}`]
    case 'REQUIRED_COLUMN_MISSING':
      return choices.length > 0 ? choices.map(choice => `--map "${choice}=${column}"`) : [`--map "HEADING=${column}"`]
    default:
      return choices.length > 0 ? [`one of: ${choices.join(', ')}`] : []
  }
}
