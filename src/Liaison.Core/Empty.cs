namespace Liaison.Core.Shared;
