using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>A person's name is put together from its parts.</summary>
public sealed class NameRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        if (draft.Type.Name == "Account" && draft.Get("IsPersonAccount") is not true)
        {
            return;
        }

        draft.Set("Name", string.Join(' ', new[] { draft.Text("FirstName"), draft.Text("LastName") }.Where(part => part is not null)));
    }
}

/// <summary>
/// With person accounts, an account with a last name is a person: it takes no Name, and a contact stands behind it that
/// follows it. An account must be one or the other, though its description requires neither name.
/// </summary>
public sealed class PersonAccountRule : RecordRule
{
    private const string Organization = "0125j000000RqVlAAK";
    private const string Person = "0125j000000bo53AAA";

    private static readonly string[] NameParts = ["LastName", "FirstName", "Salutation"];

    private static readonly (string Account, string Contact)[] Shadow =
    [
        ("LastName", "LastName"), ("FirstName", "FirstName"), ("Salutation", "Salutation"), ("Phone", "Phone"), ("Fax", "Fax"), ("PersonEmail", "Email"),
        ("PersonMobilePhone", "MobilePhone"), ("PersonHomePhone", "HomePhone"), ("PersonOtherPhone", "OtherPhone"), ("PersonAssistantPhone", "AssistantPhone"),
        ("PersonTitle", "Title"), ("PersonDepartment", "Department"), ("PersonBirthdate", "Birthdate"), ("PersonLeadSource", "LeadSource"),
        ("PersonMailingStreet", "MailingStreet"), ("PersonMailingCity", "MailingCity"), ("PersonMailingState", "MailingState"),
        ("PersonMailingPostalCode", "MailingPostalCode"), ("PersonMailingCountry", "MailingCountry"), ("OwnerId", "OwnerId"),
    ];

    public override void Prepare(Draft draft)
    {
        if (!draft.Scope.Settings.PersonAccounts)
        {
            return;
        }

        var isPerson = draft.IsNew ? draft.Text("RecordTypeId") is ['0', '1', '2', ..] type ? RecordId.Normal(type) == Person : draft.Get("LastName") is not null : draft.Get("IsPersonAccount") is true;
        if (isPerson && draft.Gave("Name"))
        {
            draft.Refuse("INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", "Name");
        }

        var needed = isPerson ? "LastName" : "Name";
        if ((draft.IsNew || draft.Gave(needed)) && draft.Get(needed) is null)
        {
            draft.Refuse("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{needed}]", needed);
        }

        if (!isPerson && NameParts.FirstOrDefault(part => draft.Gave(part) && draft.Get(part) is not null) is { } wrong)
        {
            draft.Refuse("INVALID_FIELD_FOR_INSERT_UPDATE", $"Unable to create/update fields: {wrong}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", wrong);
        }

        draft.Set("IsPersonAccount", isPerson);
        draft.Set("RecordTypeId", isPerson ? Person : Organization);
    }

    public override void Complete(Draft draft)
    {
        if (draft.IsNew && draft.Get("IsPersonAccount") is true)
        {
            draft.Set("PersonContactId", draft.Scope.Store["Contact"].NextId());
        }
    }

    public override void Follow(Draft draft)
    {
        if (draft.Text("PersonContactId") is not { } id)
        {
            return;
        }

        var contacts = draft.Scope.Store["Contact"];
        var contact = contacts.Find(id) is { } before ? new Draft(contacts.Type, before, draft.Scope) : new Draft(contacts.Type, before: null, draft.Scope) { Id = id };
        foreach (var (from, to) in Shadow)
        {
            contact.Set(to, draft.Get(from));
        }

        contact.Set("AccountId", draft.Id);
        RecordDesk.Save(contact);
    }
}
