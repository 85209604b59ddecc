namespace Liaison.Sandbox.Kustomer.Search;

/// <summary>Which operators an attribute takes, and which values: the vendor calls it the operator of the attribute.</summary>
public enum SearchClass
{
    Any,
    Text,
    Phone,
    Email,
    Number,
    DateTime,
    Boolean,
}

/// <summary>The attributes that every organisation can search by, each with its class. Only operators that the vendor's pages show are taken.</summary>
public static class SearchBook
{
    private static readonly Dictionary<string, SearchClass> Known = new (string Kind, SearchClass Class, string Names)[]
    {
        ("customer", SearchClass.Any, "any_text"), ("customer", SearchClass.Phone, "phone shared_phone"), ("customer", SearchClass.Email, "email shared_email"),
        ("customer", SearchClass.Text, "id name display_name username whatsapp urls address social external_id external_ids shared_external_id company_id gender presence locale time_zone default_lang progressive_status tags"),
        ("customer", SearchClass.DateTime, "created_at updated_at modified_at imported_at activity_at last_activity_at last_customer_activity_at last_seen_at last_message_at last_message_sent_at last_message_out_sent_at signed_up_at birthday_at"),
        ("customer", SearchClass.Number, "rev"), ("customer", SearchClass.Boolean, "verified deleted"),
        ("conversation", SearchClass.Text, "id name status direction channels assigned_users assigned_teams customer_id external_id ended_reason default_lang tags"),
        ("conversation", SearchClass.Number, "priority message_count note_count outbound_message_count satisfaction rev"), ("conversation", SearchClass.DateTime, "created_at updated_at modified_at imported_at last_activity_at ended_at"),
        ("conversation", SearchClass.Boolean, "ended locked deleted"),
        ("message", SearchClass.Text, "id body preview subject channel app direction direction_type lang external_id customer_id conversation_id"), ("message", SearchClass.Number, "size"), ("message", SearchClass.DateTime, "created_at updated_at sent_at"),
        ("message", SearchClass.Boolean, "auto deleted"), ("note", SearchClass.Text, "id body customer_id conversation_id"), ("note", SearchClass.DateTime, "created_at updated_at"),
        ("company", SearchClass.Text, "id name domains external_id default_lang"), ("company", SearchClass.Email, "email"), ("company", SearchClass.Phone, "phone"), ("company", SearchClass.DateTime, "created_at updated_at modified_at"),
        ("kobject", SearchClass.Text, "id title description external_id customer_id company_id"), ("kobject", SearchClass.DateTime, "created_at updated_at"),
    }.SelectMany(group => group.Names.Split(' ').Select(name => ($"{group.Kind}_{name}", group.Class))).ToDictionary(StringComparer.Ordinal);

    /// <summary>Null for a name that is none.</summary>
    public static SearchClass? ClassOf(string attribute) => Known.TryGetValue(attribute, out var found) ? found : null;

    public static SearchClass OfSuffix(string? suffix) => suffix switch { "Num" => SearchClass.Number, "At" => SearchClass.DateTime, "Bool" => SearchClass.Boolean, _ => SearchClass.Text };

    public static IReadOnlyList<string> OperatorsOf(SearchClass kind) => kind switch
    {
        SearchClass.Any => ["contains"],
        SearchClass.Number => ["equals", "in", "gt", "gte", "lt", "lte", "not_set"],
        SearchClass.DateTime => ["gt", "gte", "lt", "lte", "not_set"],
        SearchClass.Boolean => ["equals", "not_set"],
        _ => ["equals", "in", "contains", "not_set"],
    };
}
