namespace Liaison.Sandbox.Dynamics;

/// <summary>How this pretended environment behaves. Set from the command line (<c>--dynamics:clientSecret X</c>) or the control API.</summary>
public sealed record DynamicsSettings
{
    public string ClientId { get; init; } = "a3110000-5a4d-4b0c-9d11-0c0de0000311";

    /// <summary>Contains characters that must be escaped in a form, as Entra's own secrets do.</summary>
    public string ClientSecret { get; init; } = "liaison~sandbox+secret=1";

    public string TenantId { get; init; } = "7e4a4700-0311-4c11-8e00-5a4db0c00001";

    /// <summary>Another name of the tenant.</summary>
    public string TenantDomain { get; init; } = "sandbox.onmicrosoft.example";

    /// <summary>The password of every seeded user.</summary>
    public string Password { get; init; } = "sandbox";

    /// <summary>Addresses that the app may be called back at, compared letter by letter. With none, any http address of this machine will do.</summary>
    public string[] RedirectUris { get; init; } = [];

    public bool RequirePkce { get; init; }

    /// <summary>Sends whoever wants to connect back with this error, as <c>consent_required</c>; null lets them in.</summary>
    public string? AuthorizeError { get; init; }

    /// <summary>The token endpoint refuses every request with this AADSTS number, as 7000222 (the secret has expired); null does not.</summary>
    public int? TokenError { get; init; }

    public int AccessTokenSeconds { get; init; } = 3599;

    /// <summary>The environment knows the app as an application user. Without, tokens of client credentials are issued and refused by the Web API.</summary>
    public bool ApplicationUser { get; init; } = true;

    /// <summary>Columns and keys that a maker added: liaison_SessionId on phone calls and cases, liaison_CallerId on cases.</summary>
    public bool CustomColumns { get; init; } = true;

    /// <summary>Duplicate rules are published: same e-mail address of contacts, leads and accounts. They work only where a request turns them on.</summary>
    public bool DuplicateRules { get; init; } = true;

    /// <summary>Status of a found duplicate: 412, or 500 as some versions answer.</summary>
    public int DuplicateStatus { get; init; } = 412;

    /// <summary>Columns that are gone, as <c>contact.emailaddress1</c>.</summary>
    public string[] RemovedColumns { get; init; } = [];

    /// <summary>Columns that can be read only, as <c>incident.description</c>.</summary>
    public string[] ReadOnlyColumns { get; init; } = [];

    /// <summary>Columns that a business rule suddenly wants, as <c>incident.description</c>.</summary>
    public string[] RequiredColumns { get; init; } = [];

    /// <summary>Other lengths, as <c>phonecall.description</c>: 4000.</summary>
    public Dictionary<string, int> Lengths { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What nobody may do: <c>contact.create</c>, <c>contact.read</c>, <c>contact.write</c>, <c>contact.delete</c>, <c>contact.append</c>.</summary>
    public string[] RemovedPrivileges { get; init; } = [];

    /// <summary>Rows of one page, unless the request asks for less.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>Largest attachment, counted in Base64.</summary>
    public int MaxUploadFileSize { get; init; } = 5_242_880;

    /// <summary>Requests of one user in five minutes.</summary>
    public int Requests { get; init; } = 6000;

    /// <summary>Work of one user in five minutes.</summary>
    public int ExecutionSeconds { get; init; } = 1200;

    /// <summary>Requests of one user at once.</summary>
    public int Concurrent { get; init; } = 52;

    /// <summary>Told in <c>Retry-After</c> by the service protection.</summary>
    public int RetryAfterSeconds { get; init; } = 2;

    /// <summary>The recommended degree of parallelism.</summary>
    public int DopHint { get; init; } = 4;

    /// <summary>The first case gets the number after this one.</summary>
    public int LastCaseNumber { get; init; } = 1000;
}
