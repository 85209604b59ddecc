using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Hub.Api.Access;

/// <summary>Who makes a request: a person who is signed in, or a program with a key. The tenant comes from here and from nowhere else.</summary>
public abstract record Caller(Tenant Tenant, Actor Actor)
{
    /// <summary>Short for the tenant's id.</summary>
    public Id<Tenant> TenantId => Tenant.Id;
}

public sealed record PersonCaller(User User, Tenant Tenant, string Token) : Caller(Tenant, new Actor(User.Id.Value, User.Name));

/// <param name="Connection">The only connection that the key may speak for; any if null.</param>
public sealed record ProgramCaller(ApiKeyView Key, Tenant Tenant) : Caller(Tenant, new Actor(Key.Id.Value, Key.Name))
{
    public Id<Connection>? Connection => Key.Connection;
}
