namespace Liaison.Connectors.Kustomer;

/// <summary>One type of record: under which path it is kept, and how it is found by our key.</summary>
/// <param name="Type">As Kustomer names it in <c>data.type</c>: <c>customer</c>, <c>kobject.order</c>.</param>
/// <param name="Path">Where it is kept, below <c>/v1/</c>.</param>
/// <param name="Metadata">Under which name its custom attributes are described.</param>
internal sealed record Resource(string Type, string Path, string Metadata)
{
    public const string Customer = "customer";
    public const string Conversation = "conversation";
    public const string Company = "company";
    public const string ObjectPrefix = "kobject.";

    public bool IsObject => Type.StartsWith(ObjectPrefix, StringComparison.Ordinal);

    public IReadOnlyList<StandardField> Standard => StandardField.OfType(Type);

    /// <summary>In which context searches look for it.</summary>
    public string Context => IsObject ? "kobject_" + Metadata : Type;

    /// <summary>How searches call an attribute of it.</summary>
    public string Searched(string field) => (IsObject, field.StartsWith(CustomAttribute.Prefix, StringComparison.Ordinal)) switch
    {
        (true, true) => $"kobject_custom_{Metadata}_{field[CustomAttribute.Prefix.Length..]}",
        (false, true) => $"{Type}_custom_{field[CustomAttribute.Prefix.Length..]}",
        (true, false) => "kobject_" + Snake(field),
        _ => $"{Type}_{Snake(field)}",
    };

    /// <returns>Null for what is no type of record here.</returns>
    public static Resource? Of(string type) => type switch
    {
        Customer => new(Customer, "customers", Customer),
        Conversation => new(Conversation, "conversations", Conversation),
        Company => new(Company, "companies", Company),
        _ when type.StartsWith(ObjectPrefix, StringComparison.Ordinal) && type[ObjectPrefix.Length..] is { Length: > 0 and <= 255 } name && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            => new(type, "klasses/" + name, name),
        _ => null,
    };

    public string At(string id) => $"{Path}/{Uri.EscapeDataString(id)}";

    /// <summary>The exact lookup by a key: <c>customers/phone=%2B44…</c>. The plus of a number must not be read as a space.</summary>
    public string By(string key, string value) => $"{Path}/{key}={Uri.EscapeDataString(value)}";

    /// <summary><c>sharedPhones</c> is <c>shared_phone</c> in searches.</summary>
    private static string Snake(string field)
    {
        var name = field is "phones" or "emails" or "sharedPhones" or "sharedEmails" or "tags" ? field[..^1] : field == "externalId" ? "externalId" : field;
        return name == "externalId" ? "external_id" : string.Concat(name.Select(static letter => char.IsAsciiLetterUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}

/// <summary>
/// A record's id as Liaison keeps it. The page of a conversation or an object lies on its customer's timeline, so the customer's id goes along: <c>5f75c63c….58210c3d…</c>.
/// </summary>
internal readonly record struct RecordId(string Id, string? Customer = null)
{
    public static RecordId Of(string record) => record.Split('.') is [var id, var customer] ? new RecordId(id, customer) : new RecordId(record);

    public override string ToString() => Customer is null ? Id : $"{Id}.{Customer}";
}
