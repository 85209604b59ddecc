namespace Liaison.Core.Shared;

/// <summary>One thing that is wrong with what somebody gave us, in words that help to mend it.</summary>
/// <param name="At">Where: a JSON pointer into the document (<c>/rows/2/source</c>), or empty for the whole.</param>
/// <param name="Code">A stable code for programs, in kebab case.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record Problem(string At, string Code, string Message);
