using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Desk;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Desk;

public sealed class DeskDoor
{
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> View(Caller caller, CancellationToken cancel) => throw new NotSupportedException();
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresence(Caller caller, PresenceBody wanted, CancellationToken cancel) => throw new NotSupportedException();
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> SetPresenceOf(Caller caller, Id<User> user, PresenceBody wanted, CancellationToken cancel) => throw new NotSupportedException();
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> Do(Caller caller, DeskCommand command, string hub, CancellationToken cancel) => throw new NotSupportedException();
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> Transfer(Caller caller, Id<Session> id, TransferBody body, string hub, CancellationToken cancel) => throw new NotSupportedException();
    public Task<Results<Ok<DeskView>, ProblemHttpResult>> SetDisposition(Caller caller, Id<Session> id, DispositionBody body, string hub, CancellationToken cancel) => throw new NotSupportedException();
}

public sealed class SupervisorBoard
{
    public Task<SupervisorView> View(Id<Tenant> tenant, TimeZoneInfo zone, CancellationToken cancel) => throw new NotSupportedException();
    public Task<DeskToday> Today(Id<Tenant> tenant, TimeZoneInfo zone, CancellationToken cancel) => throw new NotSupportedException();
}

public sealed class DeskRoom
{
    public Task SettingsChanged(Id<Tenant> tenant, CancellationToken cancel) => Task.CompletedTask;
}
