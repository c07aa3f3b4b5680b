// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuditLedger} from "./IAuditLedger.sol";
import {Key, Party, Role} from "./Types.sol";

/// @title Parties, their keys by epoch, and whose signature counts
abstract contract Roster is IAuditLedger, Ownable, EIP712 {
    uint64 private constant CURRENT = type(uint64).max;

    mapping(bytes32 id => Party) private _parties;
    mapping(address account => bytes32 id) private _holders;
    bytes32[] private _ids;
    mapping(bytes32 id => uint64) private _leftAt;

    constructor() EIP712("Tributary", "1") {}

    /// @inheritdoc IAuditLedger
    function register(
        bytes32 id,
        Role role,
        bytes32 organisation,
        address account,
        bytes32 sealing
    ) external onlyOwner {
        require(_wellFormed(id), InvalidPartyId(id));
        require(role != Role.NONE, InvalidRole(id));
        Party storage entry = _parties[id];
        require(entry.role == Role.NONE, PartyAlreadyRegistered(id));
        entry.id = id;
        entry.role = role;
        entry.organisation = organisation;
        entry.active = true;
        _ids.push(id);
        _addKey(entry, account, sealing);
        emit PartyRegistered(id, role, organisation, account, sealing);
    }

    /// @inheritdoc IAuditLedger
    function rotate(bytes32 id, address account, bytes32 sealing) external onlyOwner {
        Party storage entry = _active(id);
        entry.keys[entry.keys.length - 1].until = uint64(block.timestamp);
        _addKey(entry, account, sealing);
        emit KeyRotated(id, uint32(entry.keys.length), account, sealing);
    }

    /// @inheritdoc IAuditLedger
    function depart(bytes32 id) external {
        Party storage entry = _active(id);
        Key storage last = entry.keys[entry.keys.length - 1];
        if (msg.sender != last.account) {
            _checkOwner();
        }
        entry.active = false;
        last.until = uint64(block.timestamp);
        _leftAt[id] = uint64(block.timestamp);
        emit PartyLeft(id);
    }

    /// @inheritdoc IAuditLedger
    function parties() external view returns (Party[] memory all) {
        all = new Party[](_ids.length);
        for (uint256 i = 0; i < all.length; i++) {
            all[i] = _parties[_ids[i]];
        }
    }

    /// @inheritdoc IAuditLedger
    function party(bytes32 id) external view returns (Party memory) {
        return _known(id);
    }

    /// @dev When a party left, zero if it has not, and the account of its last key.
    function _departure(bytes32 id) internal view returns (uint64 leftAt, address account) {
        Party storage entry = _known(id);
        return (_leftAt[id], entry.keys[entry.keys.length - 1].account);
    }

    /// @dev A party on the roster that has not left.
    function _active(bytes32 id) internal view returns (Party storage entry) {
        entry = _known(id);
        require(entry.active, PartyNotActive(id));
    }

    /// @dev A party that has not left, in the given role.
    function _activeAs(bytes32 id, Role role) internal view returns (Party storage entry) {
        entry = _active(id);
        require(entry.role == role, WrongRole(id, role, entry.role));
    }

    /// @dev Whether this epoch's key is the one in force now.
    function _isCurrent(bytes32 id, uint32 epoch) internal view returns (bool) {
        Party storage entry = _parties[id];
        return entry.active && epoch == entry.keys.length;
    }

    /// @dev Checks a signature with the key now in force. Returns the statement's digest.
    function _checkNow(
        bytes32 id,
        Role role,
        uint32 epoch,
        bytes32 structHash,
        bytes calldata signature
    ) internal view returns (bytes32 digest) {
        require(_activeAs(id, role).keys.length == epoch, KeyNotValid(id, epoch));
        return _checkKey(id, epoch, structHash, signature);
    }

    /// @dev Checks a signature about a run: the key is the current one, or was when it opened.
    function _checkForRun(
        bytes32 id,
        Role role,
        uint32 epoch,
        uint64 openedAt,
        bytes32 structHash,
        bytes calldata signature
    ) internal view returns (bytes32 digest) {
        Party storage entry = _known(id);
        require(entry.role == role, WrongRole(id, role, entry.role));
        require(epoch >= 1 && epoch <= entry.keys.length, KeyNotValid(id, epoch));
        Key storage key = entry.keys[epoch - 1];
        bool atOpening = key.since <= openedAt && openedAt < key.until;
        require(key.until == CURRENT || atOpening, KeyNotValid(id, epoch));
        return _checkKey(id, epoch, structHash, signature);
    }

    /// @dev Finds the active party in the given role whose current key made this signature.
    function _signerOf(bytes32 digest, Role role, bytes calldata signature)
        internal
        view
        returns (bytes32 id, address account)
    {
        account = ECDSA.recoverCalldata(digest, signature);
        id = _holders[account];
        require(id != 0, UnknownSigner(account));
        Party storage entry = _activeAs(id, role);
        uint256 last = entry.keys.length;
        require(entry.keys[last - 1].account == account, KeyNotValid(id, uint32(last)));
    }

    /// @dev Checks that a signature is by the given account, a key of this party. Returns the
    /// statement's digest.
    function _checkAccount(
        bytes32 id,
        address account,
        bytes32 structHash,
        bytes calldata signature
    ) internal view returns (bytes32 digest) {
        digest = _hashTypedDataV4(structHash);
        address recovered = ECDSA.recoverCalldata(digest, signature);
        require(recovered == account, WrongSigner(id, account, recovered));
    }

    function _checkKey(bytes32 id, uint32 epoch, bytes32 structHash, bytes calldata signature)
        private
        view
        returns (bytes32 digest)
    {
        address account = _parties[id].keys[epoch - 1].account;
        return _checkAccount(id, account, structHash, signature);
    }

    function _addKey(Party storage entry, address account, bytes32 sealing) private {
        require(account != address(0), InvalidAccount(entry.id));
        bytes32 holder = _holders[account];
        require(holder == 0, AccountAlreadyUsed(account, holder));
        _holders[account] = entry.id;
        entry.keys.push(Key(account, sealing, uint64(block.timestamp), CURRENT));
    }

    function _known(bytes32 id) private view returns (Party storage entry) {
        entry = _parties[id];
        require(entry.role != Role.NONE, UnknownParty(id));
    }

    /// @dev 1 to 31 of a-z, 0-9 and '-', not '-' first, then zeros only.
    function _wellFormed(bytes32 id) private pure returns (bool) {
        if (id == 0 || id[0] == "-" || id[31] != 0) {
            return false;
        }
        bool ended = false;
        for (uint256 i = 0; i < 32; i++) {
            bytes1 c = id[i];
            bool letter = (c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c == "-";
            if (c == 0) {
                ended = true;
            } else if (ended || !letter) {
                return false;
            }
        }
        return id[0] != 0;
    }
}
