namespace Liaison.Sandbox.Salesforce;

/// <summary>How this pretended organisation behaves. Set from the command line (<c>--salesforce:clientSecret X</c>) or the control API.</summary>
public sealed record SalesforceSettings
{
    public string ClientId { get; init; } = "liaison-sandbox-client";

    public string ClientSecret { get; init; } = "liaison-sandbox-secret";

    /// <summary>The password of every seeded user.</summary>
    public string Password { get; init; } = "sandbox";

    /// <summary>Addresses that the app may be called back at, compared letter by letter. With none, any http address of this machine will do.</summary>
    public string[] RedirectUris { get; init; } = [];

    public bool RequirePkce { get; init; } = true;

    /// <summary>A used refresh token dies and its reply carries the next one; using a dead one revokes everything.</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>Sends whoever wants to connect back with this error, as <c>OAUTH_APP_BLOCKED</c>; null lets them in.</summary>
    public string? AuthorizeError { get; init; }

    /// <summary>Whoever signs in is e-mailed a code, and gets in only with it: so the vendor greets a browser or an address that it does not know.</summary>
    public bool VerifyIdentity { get; init; }

    public int AccessTokenSeconds { get; init; } = 7200;

    /// <summary>Whom the client credentials grant runs as.</summary>
    public string RunAs { get; init; } = "integration@liaison.example";

    /// <summary>Accounts may be people: an account and the contact behind it.</summary>
    public bool PersonAccounts { get; init; }

    /// <summary>Task, Contact, Lead and Case have the custom field Liaison_Session_Id__c (text, unique, external id).</summary>
    public bool SessionIdField { get; init; } = true;

    /// <summary>Enhanced notes (ContentNote) are turned on.</summary>
    public bool Notes { get; init; } = true;

    /// <summary>Duplicate rules for contacts, leads and person accounts: same e-mail address, or same name and phone.</summary>
    public DuplicateRules DuplicateRules { get; init; }

    /// <summary>Cases and leads are given to the queue unless the request says <c>Sforce-Auto-Assign: FALSE</c>.</summary>
    public bool AssignmentRules { get; init; }

    /// <summary>Fields whose picklist takes no other value, as <c>Case.Status</c>.</summary>
    public string[] RestrictedPicklists { get; init; } = [];

    /// <summary>Fields that are gone, as <c>Contact.Email</c>: no description and no query knows them.</summary>
    public string[] RemovedFields { get; init; } = [];

    /// <summary>Fields that can be read only, as <c>Case.Description</c>.</summary>
    public string[] ReadOnlyFields { get; init; } = [];

    /// <summary>Fields that are suddenly required, as <c>Case.Subject</c>.</summary>
    public string[] RequiredFields { get; init; } = [];

    /// <summary>What the user may not do: <c>api</c>, or <c>Contact.read</c>, <c>Contact.create</c>, <c>Contact.edit</c>, <c>Contact.delete</c>.</summary>
    public string[] RemovedPermissions { get; init; } = [];

    /// <summary>Rows of one page of a query, unless the request asks for less (at least 200).</summary>
    public int PageSize { get; init; } = 2000;

    /// <summary>Requests in 24 hours.</summary>
    public int DailyApiRequests { get; init; } = 5_000_000;

    /// <summary>The first case gets the number after this one.</summary>
    public int LastCaseNumber { get; init; } = 1000;

    /// <summary>Sharing type I on a file's link is refused, as in some organisations.</summary>
    public bool RefuseInferredSharing { get; init; }
}

/// <summary>What a duplicate rule does with a record that looks like another.</summary>
public enum DuplicateRules
{
    Off,

    /// <summary>Refused unless the request carries <c>allowSave=true</c>.</summary>
    Alert,

    /// <summary>Refused whatever the request carries.</summary>
    Block,
}
