using Liaison.Storage.People;
using Microsoft.AspNetCore.Authorization;

namespace Liaison.Hub.Api.Access;

/// <summary>What a route asks of its caller: a person of at least a role, or a program whose key has one of the scopes.</summary>
/// <param name="Least">The least role; null: no person, only programs.</param>
/// <param name="Scopes">Any of these lets a program in; none: no program.</param>
public sealed record Permission(string Name, Role? Least, params string[] Scopes)
{
    public static readonly Permission SignedIn = new("signed-in", Role.Agent);
    public static readonly Permission CasesRead = new("cases-read", Role.Agent, Scope.CasesRead, Scope.CasesWrite);
    public static readonly Permission CasesWrite = new("cases-write", Role.Agent, Scope.CasesWrite);
    public static readonly Permission CaseTypesRead = new("case-types-read", Role.Agent, Scope.CasesRead, Scope.CasesWrite, Scope.Configuration);
    public static readonly Permission ConfigurationRead = new("configuration-read", Role.Supervisor, Scope.Configuration);
    public static readonly Permission ConfigurationWrite = new("configuration-write", Role.Administrator, Scope.Configuration);

    /// <summary>What conversations become: mappings into a connected system's records, when they are written, how people are recognised.</summary>
    public static readonly Permission MemorialisationRead = new("memorialisation-read", Role.Supervisor, Scope.Configuration, Scope.Memorialisation);
    public static readonly Permission MemorialisationWrite = new("memorialisation-write", Role.Administrator, Scope.Configuration, Scope.Memorialisation);

    /// <summary>Which fields of a connected system's records agents see.</summary>
    public static readonly Permission DynamicDataRead = new("dynamic-data-read", Role.Supervisor, Scope.Configuration, Scope.DynamicData);
    public static readonly Permission DynamicDataWrite = new("dynamic-data-write", Role.Administrator, Scope.Configuration, Scope.DynamicData);
    public static readonly Permission DeliveriesRead = new("deliveries-read", Role.Supervisor, Scope.Deliveries);
    public static readonly Permission DeliveriesWrite = new("deliveries-write", Role.Supervisor, Scope.Deliveries);
    public static readonly Permission Lookups = new("lookups", Role.Agent, Scope.Lookups);
    public static readonly Permission SessionsRead = new("sessions-read", Role.Agent, Scope.SessionsRead, Scope.SessionsWrite);
    public static readonly Permission SessionsWrite = new("sessions-write", Role.Agent, Scope.SessionsWrite);

    /// <summary>Everybody's contacts at once, out of the house.</summary>
    public static readonly Permission SessionsExport = new("sessions-export", Role.Supervisor, Scope.SessionsRead);

    /// <summary>Telling facts in a source's name.</summary>
    public static readonly Permission SessionsTell = new("sessions-tell", Role.Administrator, Scope.SessionsWrite);
    /// <summary>Seeing what everybody does right now.</summary>
    public static readonly Permission Supervision = new("supervision", Role.Supervisor, Scope.SessionsRead);

    /// <summary>A person who leads agents.</summary>
    public static readonly Permission Supervisor = new("supervisor", Role.Supervisor);
    public static readonly Permission Administration = new("administration", Role.Administrator);

    /// <summary>Pushes from other systems. Such a key may also stand in the address, because some systems cannot send a header.</summary>
    public static readonly Permission Integration = new("integration", null, Scope.Integration);

    public bool Allows(Caller caller) => caller switch
    {
        PersonCaller person => Least is { } least && person.User.Role >= least,
        ProgramCaller program => Scopes.Any(program.Key.Scopes.Contains),
        _ => false,
    };

    internal AuthorizationPolicy ToPolicy() => new AuthorizationPolicyBuilder(CredentialHandler.Name).RequireAuthenticatedUser()
        .RequireAssertion(asked => asked.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller && Allows(caller)).Build();
}

/// <summary>What a key may do.</summary>
public static class Scope
{
    public const string CasesRead = "cases:read";
    public const string CasesWrite = "cases:write";
    public const string Configuration = "configuration";
    public const string Deliveries = "deliveries";

    /// <summary>Only which fields agents see: neither connections nor their credentials.</summary>
    public const string DynamicData = "dynamic-data";

    /// <summary>Only what conversations become: neither connections nor their credentials.</summary>
    public const string Memorialisation = "memorialisation";
    public const string Integration = "integration";
    public const string SessionsRead = "sessions:read";
    public const string SessionsWrite = "sessions:write";
    public const string Lookups = "lookups";

    public static readonly IReadOnlyList<string> All = [CasesRead, CasesWrite, Configuration, Deliveries, DynamicData, Integration, Lookups, Memorialisation, SessionsRead, SessionsWrite];
}

public static class Permissions
{
    /// <summary>Every route of ours says by this what it asks of its caller (or that it is public).</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(permission.ToPolicy()).WithMetadata(permission);
}
