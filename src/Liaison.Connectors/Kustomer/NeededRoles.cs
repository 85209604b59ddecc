namespace Liaison.Connectors.Kustomer;

/// <summary>What a key must be allowed, and what for: the least that is needed, and no administrator's rights (https://developer.kustomer.com/docs/get-started/api-keys-and-roles).</summary>
internal static class NeededRoles
{
    public const string Prefix = "org.permission.";
    private const string Legacy = "org.user.";

    /// <summary>Names without their beginning, and what does not work without them.</summary>
    public static IReadOnlyList<(string Role, string Without)> All { get; } =
    [
        ("customer.read", "nobody is recognised"), ("customer.create", "somebody unknown does not become a customer"), ("customer.update", "customers stay as they are"), ("search.create", "shared numbers, names and other spellings find nobody"),
        ("conversation.read", "conversations cannot be written"), ("conversation.create", "conversations cannot be written"), ("conversation.update", "conversations stay open"),
        ("message.read", "a message cannot be completed later"), ("message.create", "calls do not show on the timeline"), ("message.update", "a message cannot be completed later"),
        ("note.read", "a lost answer leaves doubt whether a note was kept"), ("note.create", "notes and files cannot be kept"), ("note.update", "a note cannot be completed later"),
        ("attachment.read", "files cannot be kept"), ("attachment.create", "files cannot be kept"), ("company.read", "a customer's company is not shown"), ("user.read", "conversations are assigned to nobody"),
        ("klass.read", "the mapping editor cannot list your objects"), ("metadata.read", "the mapping editor cannot list your attributes"),
        ("kobject.read", "your objects are not shown"), ("kobject.create", "your objects cannot be made"), ("kobject.update", "your objects stay as they are"),
    ];

    public static IReadOnlyList<(string Role, string Without)> Missing(IReadOnlyCollection<string> roles) => [.. All.Where(needed => !roles.Any(role => Grants(role, needed.Role)))];

    /// <summary>A key for everything: it works, and is more than is needed.</summary>
    public static bool IsAdministrator(IReadOnlyCollection<string> roles) => roles.Any(role => role is "org" or "org.admin");

    /// <summary>A role grants what lies below it; older ones are named for people rather than for what is allowed.</summary>
    private static bool Grants(string role, string needed) => IsAdministrator([role]) || role == "org.permission" || role == "org.user" || Below(role, Prefix + needed)
        || Below(role, Legacy + needed) || role == $"{Legacy}{needed[..needed.LastIndexOf('.')]}.{(needed.EndsWith(".read", StringComparison.Ordinal) ? "read" : "write")}";

    private static bool Below(string role, string name) => name == role || name.StartsWith(role + ".", StringComparison.Ordinal);
}
