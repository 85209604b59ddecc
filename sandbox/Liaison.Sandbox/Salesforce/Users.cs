using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce;

/// <summary>The users of the organisation as signing in sees them.</summary>
public sealed class Users(Store store)
{
    private readonly Table table = store["User"];

    public Row? ByUsername(string name) => table.With(table.Type.Field("Username")!, name).FirstOrDefault();

    public string EmailOf(string id) => table.Find(id)?[table.Type.Field("Email")!] as string ?? "";

    public bool IsInactive(string id) => table.Find(id) is not { } user || user[table.Type.Field("IsActive")!] is not true;
}
