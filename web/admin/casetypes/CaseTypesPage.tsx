export function CaseTypesPage() { return null }
