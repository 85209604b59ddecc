using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce;

/// <summary>Puts records in without asking who may: they were there before.</summary>
public sealed class SeedBed(SaveScope scope)
{
    public string Add(string type, params (string Field, object Value)[] values)
    {
        var table = scope.Store[type];
        var id = type switch
        {
            "Organization" => Seed.OrganizationId,
            "RecordType" => (string)values[1].Value == "PersonAccount" ? "0125j000000bo53AAA" : "0125j000000RqVlAAK",
            _ => table.NextId(),
        };
        var draft = new Draft(scope.Schema.Find(type) ?? table.Type, before: null, scope) { Id = id };
        foreach (var (field, value) in values)
        {
            draft.Set(field, value);
        }

        return RecordDesk.Save(draft);
    }

    public void User(string profile, string username, string first, string last, string email, bool active = true, string type = "Standard") => Add(
        "User", ("Username", username), ("FirstName", first), ("LastName", last), ("Email", email), ("IsActive", active), ("UserType", type), ("ProfileId", profile),
        ("Alias", (first[0] + last)[..Math.Min(8, last.Length + 1)].ToLowerInvariant()), ("TimeZoneSidKey", "Europe/London"), ("LocaleSidKey", "en_GB"), ("LanguageLocaleKey", "en_US"));
}
