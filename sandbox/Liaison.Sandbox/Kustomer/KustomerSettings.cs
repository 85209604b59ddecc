namespace Liaison.Sandbox.Kustomer;

/// <summary>How this pretended organisation behaves. Set from the command line (<c>--kustomer:apiKey X</c>) or the control API.</summary>
public sealed record KustomerSettings
{
    /// <summary>The organisation's name in its address.</summary>
    public string Org { get; init; } = "demo";

    /// <summary>The key of the machine user.</summary>
    public string ApiKey { get; init; } = "demo-key";

    /// <summary>A key of the same machine user that was made in another region.</summary>
    public string ElsewhereKey { get; init; } = "demo-key-eu";

    public string KeyName { get; init; } = "Liaison";

    /// <summary>When the key runs out; null is never.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>The cluster that answers: prod1 (US), prod2 (EU), prod4 (India).</summary>
    public string Pod { get; init; } = "prod1";

    /// <summary>The cluster that made <see cref="ElsewhereKey"/>.</summary>
    public string ElsewherePod { get; init; } = "prod2";

    /// <summary>Callers that the key lets in, as <c>10.1.2.</c> (how the address begins); none lets everybody in.</summary>
    public string[] AllowedAddresses { get; init; } = [];

    /// <summary>What the key may do, without <c>org.permission.</c>; <c>org.admin</c> may do all.</summary>
    public string[] Roles { get; init; } = [.. KustomerRoles.Least];

    /// <summary>What is taken away from <see cref="Roles"/>, as <c>note.create</c>.</summary>
    public string[] RemovedRoles { get; init; } = [];

    /// <summary>Requests of the whole organisation in a minute.</summary>
    public int RequestsPerMinute { get; init; } = 1000;

    /// <summary>Searches of one machine user in a minute.</summary>
    public int SearchesPerMinute { get; init; } = 100;

    /// <summary>Things made for one customer in a minute, unless they say that they were imported.</summary>
    public int CreatesPerCustomer { get; init; } = 120;

    /// <summary>Changes of one record by one user in a minute. The vendor's number is not published.</summary>
    public int UpdatesPerRecord { get; init; } = 120;

    /// <summary>The vendor's answers to 429 are not known to tell it; null leaves it out.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Largest body of a request, in bytes.</summary>
    public int MaxBody { get; init; } = 102_400;

    /// <summary>Status of a write that gives a second customer the same contact point.</summary>
    public int DuplicateStatus { get; init; } = 409;

    /// <summary>A second conversation, message or note with the same external id is refused. What the vendor does is not known; customers and custom objects always refuse.</summary>
    public bool UniqueExternalIds { get; init; }

    /// <summary>How long search does not see a change.</summary>
    public double SearchLagSeconds { get; init; }

    /// <summary>A write of a customer that leaves <c>company</c> out takes the customer out of the company.</summary>
    public bool UnlinkCompany { get; init; } = true;

    /// <summary>An inbound message opens a conversation that was done.</summary>
    public bool InboundReopens { get; init; } = true;

    /// <summary>Custom attributes whose values reads do not show.</summary>
    public string[] MaskedAttributes { get; init; } = [];

    /// <summary>How long the form of an upload is good for.</summary>
    public int UploadSeconds { get; init; } = 600;

    /// <summary>Web hooks that a person may make.</summary>
    public int MaxWebhooks { get; init; } = 5;

    /// <summary>Waits between the tries of a web hook; after the last it is switched off.</summary>
    public double[] HookRetrySeconds { get; init; } = [1, 5, 30, 120, 600, 1200, 1800];
}

/// <summary>What the key of an integration may be allowed.</summary>
public static class KustomerRoles
{
    public const string Prefix = "org.permission.";

    /// <summary>What Liaison needs, as its guide lists it.</summary>
    public static readonly string[] Least =
    [
        "customer.read", "customer.create", "customer.update", "conversation.read", "conversation.create", "conversation.update", "message.read", "message.create", "message.update", "note.read", "note.create", "note.update",
        "company.read", "search.create", "klass.read", "metadata.read", "kobject.read", "kobject.create", "kobject.update", "user.read", "team.read", "attachment.read", "attachment.create",
        "outbound_webhook.read", "outbound_webhook.create", "outbound_webhook.update", "outbound_webhook.delete",
    ];
}
