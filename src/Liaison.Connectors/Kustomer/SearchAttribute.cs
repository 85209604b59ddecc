namespace Liaison.Connectors.Kustomer;

/// <summary>What an attribute is compared with.</summary>
internal enum SearchKind
{
    /// <summary>Words anywhere in the record.</summary>
    Any,
    Text,

    /// <summary>Digits, with or without a plus before them.</summary>
    Phone,
    Number,
    Time,
    Boolean,
}

/// <summary>
/// Something that a search can compare, by the name that searches have for it: <c>customer_shared_phone</c> (https://developer.kustomer.com/docs/concepts/search). A name begins with whose it is; any search may name any of
/// them, so conversations can be looked for by their customer's address. Custom attributes are typed by the last word of their names, there as everywhere.
/// </summary>
internal sealed record SearchAttribute(string Name, SearchKind Kind)
{
    private const string Custom = "_custom_";
    private static readonly string[] Owners = [Resource.Customer, Resource.Conversation, Resource.Company, "message", "note", "kobject"];

    private static readonly Dictionary<string, SearchKind> Known = new[]
    {
        Of(Resource.Customer, SearchKind.Any, "any_text"), Of(Resource.Customer, SearchKind.Phone, "phone shared_phone"),
        Of(Resource.Customer, SearchKind.Text, "name username email shared_email whatsapp urls address external_id gender presence locale time_zone default_lang progressive_status"),
        Of(Resource.Customer, SearchKind.Time, "created_at updated_at activity_at last_activity_at last_seen_at last_message_at last_message_sent_at last_message_out_sent_at signed_up_at birthday_at"), Of(Resource.Customer, SearchKind.Boolean, "deleted"),
        Of(Resource.Conversation, SearchKind.Text, "name status direction channels assigned_users assigned_teams customer_id external_id ended_reason default_lang"),
        Of(Resource.Conversation, SearchKind.Number, "priority message_count note_count outbound_message_count"), Of(Resource.Conversation, SearchKind.Time, "created_at updated_at last_activity_at ended_at"), Of(Resource.Conversation, SearchKind.Boolean, "deleted ended"),
        Of("message", SearchKind.Text, "body preview subject channel app direction direction_type"), Of("message", SearchKind.Time, "created_at updated_at sent_at"),
        Of("note", SearchKind.Text, "body"), Of("note", SearchKind.Time, "created_at updated_at"),
        Of(Resource.Company, SearchKind.Text, "name domains email external_id"), Of(Resource.Company, SearchKind.Time, "created_at updated_at"),
        Of("kobject", SearchKind.Text, "title description external_id"), Of("kobject", SearchKind.Time, "created_at updated_at"),
    }.SelectMany(group => group).ToDictionary(StringComparer.Ordinal);

    /// <summary>What it can be compared by, of what the vendor documents.</summary>
    public IReadOnlyList<string> Operators => Kind switch
    {
        SearchKind.Any => ["contains"],
        SearchKind.Number => ["equals", "in", "gt", "gte", "lt", "lte", "not_set"],
        SearchKind.Time => ["gt", "gte", "lt", "lte", "not_set"],
        SearchKind.Boolean => ["equals", "not_set"],
        _ => ["equals", "in", "contains", "not_set"],
    };

    /// <summary>One that every organisation has; null when there is none of this name.</summary>
    public static SearchAttribute? Standard(string name) => Known.TryGetValue(name, out var kind) ? new(name, kind) : null;

    /// <summary>A custom attribute by the type that its name says; null when it says none.</summary>
    public static SearchAttribute? OfCustom(string name) => CustomAttribute.SuffixOf(name) is { } suffix
        ? new(name, suffix switch { "Num" => SearchKind.Number, "At" => SearchKind.Time, "Bool" => SearchKind.Boolean, _ => SearchKind.Text }) : null;

    /// <summary>Whose a custom attribute is and how it is called there: <c>kobject_custom_order_totalNum</c> is <c>totalNum</c> of <c>kobject.order</c>. Null for a name of another form.</summary>
    public static (string Type, string Attribute)? Parts(string name)
    {
        var at = name.IndexOf(Custom, StringComparison.Ordinal);
        if (at < 0 || !Owners.Contains(name[..at]) || name[(at + Custom.Length)..] is not { Length: > 0 } rest)
        {
            return null;
        }
        if (name[..at] != "kobject")
        {
            return (name[..at], rest);
        }
        return rest.LastIndexOf('_') is > 0 and var end && end < rest.Length - 1 ? (Resource.ObjectPrefix + rest[..end], rest[(end + 1)..]) : null;
    }

    /// <summary>Names that are nearly this one, for whoever mistyped it: those of the same owner.</summary>
    public static IReadOnlyList<string> Like(string name) => [.. Known.Keys.Where(one => name.StartsWith(one[..(one.IndexOf('_', StringComparison.Ordinal) + 1)], StringComparison.Ordinal))];

    private static IEnumerable<KeyValuePair<string, SearchKind>> Of(string owner, SearchKind kind, string names) => names.Split(' ').Select(name => KeyValuePair.Create($"{owner}_{name}", kind));
}
