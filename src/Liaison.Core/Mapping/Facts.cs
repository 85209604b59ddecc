using Liaison.Core.Cases;

namespace Liaison.Core.Mapping;

/// <summary>Everything that a template may speak of, by path, as it stood at one instant. A fact that is not there is null.</summary>
public sealed class Facts(Func<string, string?> find)
{
    public string? this[string path] => find(path);

    /// <summary>The facts of a case: <c>case.number</c>, <c>case.values.x</c>, <c>case.values.x.label</c>, <c>case.dates.x</c>, <c>case.references.x</c>, <c>person.x</c>, <c>address.x</c>.</summary>
    public static Facts Of(Case subject, CaseType type, DateTimeOffset now) => new(path => CaseFacts.Find(subject, type, now, path));
}
